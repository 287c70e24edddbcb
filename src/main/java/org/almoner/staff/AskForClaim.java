package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
import org.almoner.giftaid.ClaimView;
import org.almoner.giftaid.GiftAidClaims;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Asks for a claim of Gift Aid, once per key. */
@ApplicationScoped
class AskForClaim {

    private static final String OPERATION = "staff.gift-aid-claims";

    private final GiftAidClaims claims;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    AskForClaim(GiftAidClaims claims, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.claims = claims;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Asks.
     *
     * @throws DomainProblem 404 for a foreign office, 409 when something stands against it, 422
     *     when the key belongs to another request
     */
    @Transactional
    Once.Answer ask(GiftAidClaimsResource.Wanted wanted, IdempotencyKey key) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(OPERATION, key, wanted.toString(), Response.Status.CREATED),
                () -> asked(wanted));
    }

    private ClaimView asked(GiftAidClaimsResource.Wanted wanted) {
        ClaimView made = claims.ask(wanted.office(), wanted.until(), staff.subject());
        writeDown.act(
                "gift-aid-claim.asked",
                "gift-aid-claim/" + made.id(),
                wanted.office().value(),
                "until " + made.until());
        return made;
    }
}
