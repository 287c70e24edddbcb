package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.bank.DecideEntry;
import org.almoner.bank.Decision;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * Decides about money that waits, once per key. Key, decision, booking and the entry on the audit
 * trail commit together or not at all.
 */
@ApplicationScoped
class DecideEntryByHand {

    private static final String OPERATION = "staff.unmatched-entry-assignments";

    private final DecideEntry entries;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    DecideEntryByHand(DecideEntry entries, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.entries = entries;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Decides.
     *
     * @throws DomainProblem as {@link DecideEntry#decide}; 422 when the key belongs to another
     *     request
     */
    @Transactional
    Once.Answer decide(UUID id, IdempotencyKey key, Decision decision) {
        String office = entries.officeOf(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(office));
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(
                        OPERATION, key, id + "\n" + written(decision), Response.Status.CREATED),
                () -> decided(id, office, decision));
    }

    private DecideEntry.Decided decided(UUID id, String office, Decision decision) {
        DecideEntry.Decided done = entries.decide(id, decision, staff.subject());
        writeDown.act(action(decision), ShowUnmatchedEntries.object(id), office, reason(decision));
        return done;
    }

    private static String action(Decision decision) {
        if (decision instanceof Decision.Assign) {
            return "unmatched-entry.assigned";
        }
        if (decision instanceof Decision.MakeGift) {
            return "unmatched-entry.made-a-gift";
        }
        if (decision instanceof Decision.IsPayout) {
            return "unmatched-entry.named-as-payout";
        }
        return decision instanceof Decision.SendBack
                ? "unmatched-entry.sent-back"
                : "unmatched-entry.set-aside";
    }

    private static String reason(Decision decision) {
        if (decision instanceof Decision.SendBack back) {
            return back.reason();
        }
        if (decision instanceof Decision.SetAside aside) {
            return aside.reason();
        }
        if (decision instanceof Decision.IsPayout payout) {
            return "payout/" + payout.payout();
        }
        return decision instanceof Decision.Assign gift
                ? "donation/" + gift.gift()
                : "donor/" + ((Decision.MakeGift) decision).donor();
    }

    /** None of the parts holds a line end, so no two wishes are written alike. */
    private static String written(Decision decision) {
        String campaign = decision instanceof Decision.MakeGift gift ? "\n" + gift.campaign() : "";
        return action(decision) + "\n" + reason(decision) + campaign;
    }
}
