package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.giftaid.ClaimView;
import org.almoner.giftaid.GiftAidClaims;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Asks for a claim of Gift Aid, once per key. */
@ApplicationScoped
class AskForClaim {

    private static final String OPERATION = "staff.gift-aid-claims";
    private static final int CREATED = 201;

    private final GiftAidClaims claims;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    AskForClaim(
            GiftAidClaims claims,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.claims = claims;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    /**
     * Asks.
     *
     * @throws DomainProblem 404 for a foreign office, 409 when something stands against it, 422
     *     when the key belongs to another request
     */
    @Transactional
    Answer ask(GiftAidClaimsResource.Wanted wanted, IdempotencyKey key) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        UUID subject = ids.next();
        Claim claim =
                idempotency.claim(OPERATION, key, ResendReceipt.hash(wanted.toString()), subject);
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        ClaimView made = claims.ask(wanted.office(), wanted.until(), staff.subject());
        writeDown.act(
                "gift-aid-claim.asked",
                "gift-aid-claim/" + made.id(),
                wanted.office().value(),
                "until " + made.until());
        String body = written(made);
        idempotency.finish(OPERATION, key, CREATED, body);
        return new Answer(body, false);
    }

    private String written(ClaimView made) {
        try {
            return json.writeValueAsString(made);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
