package org.almoner.staff;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RenewMethod;

/**
 * Has another payment method saved for a recurring gift of the caller's offices, and puts who
 * wanted it on the audit trail.
 */
@ApplicationScoped
class RenewRecurringMethod {

    private static final String OPERATION = "staff.recurring-payment-methods";

    private final RenewMethod renewMethod;
    private final ShowRecurringGift show;
    private final WriteDown writeDown;

    RenewRecurringMethod(RenewMethod renewMethod, ShowRecurringGift show, WriteDown writeDown) {
        this.renewMethod = renewMethod;
        this.show = show;
        this.writeDown = writeDown;
    }

    /**
     * Has it saved, once per key.
     *
     * @throws DomainProblem 400, 404, 409, 422 as the contract says, and 503 when the provider's
     *     word is not to be had now; the same call may then be sent again
     */
    RenewMethod.Answer renew(UUID id, IdempotencyKey key, RecurringRequests.Method asked) {
        String office =
                QuarkusTransaction.requiringNew()
                        .call(() -> show.mine(id).giver().office().value());
        return renewMethod.renew(
                new RenewMethod.Call(OPERATION, key),
                new RenewMethod.Wanted(
                        new RecurringGiftId(id),
                        asked.method(),
                        asked.scenario() == null ? Map.of() : Map.of("scenario", asked.scenario()),
                        null,
                        asked.reason(),
                        ChangedBy.STAFF),
                () ->
                        writeDown.act(
                                "recurring-gift.method-renewed",
                                "recurring-gift/" + id,
                                office,
                                asked.reason()));
    }
}
