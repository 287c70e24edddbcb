package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.http.ReturnAddresses;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RenewMethod;

/**
 * Has another payment method saved for a donor's recurring gift, once per key. Needs a fresh
 * sign-in: whoever finds an open session must not be able to have a gift paid from elsewhere.
 */
@Singleton
class GiveAnotherMethod {

    private static final String OPERATION = "portal.recurring-payment-methods";

    private final RenewMethod renewMethod;
    private final ShowMyRecurringGift show;
    private final ReturnAddresses returnAddresses;
    private final CurrentDonor donor;

    GiveAnotherMethod(
            RenewMethod renewMethod,
            ShowMyRecurringGift show,
            ReturnAddresses returnAddresses,
            CurrentDonor donor) {
        this.renewMethod = renewMethod;
        this.show = show;
        this.returnAddresses = returnAddresses;
        this.donor = donor;
    }

    /**
     * Has it saved.
     *
     * @throws DomainProblem 401 without a fresh sign-in; 400, 404, 409, 422 as the contract says;
     *     503 when the provider's word is not to be had now
     */
    RenewMethod.Answer give(UUID id, IdempotencyKey key, MyRecurringRequests.Method asked) {
        donor.requireFresh();
        show.mine(id);
        return renewMethod.renew(
                new RenewMethod.Call(OPERATION, key),
                new RenewMethod.Wanted(
                        new RecurringGiftId(id),
                        asked.method(),
                        asked.scenario() == null ? Map.of() : Map.of("scenario", asked.scenario()),
                        returnAddresses.check(asked.returnUrl()),
                        null,
                        ChangedBy.DONOR),
                () -> {});
    }
}
