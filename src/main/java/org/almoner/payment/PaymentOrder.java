package org.almoner.payment;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * What another package wants to be paid.
 *
 * @param id fixed by the caller, so that its own key can name the payment it opens
 * @param reference the payer's business (a gift), opaque to payments
 * @param attempt 1 for the first try at being paid for it, one more for each further try
 * @param office code of the office that receives the money
 * @param method how the donor wants to pay
 * @param amount how much; more than nothing
 * @param locale BCP 47 language for pages of the provider
 * @param returnUrl where the donor comes back to, or {@code null}
 * @param details what the method needs beyond this; never a card number or a full IBAN
 * @param collection the saved method it is collected with; {@code null} when the donor pays anew
 */
public record PaymentOrder(
        PaymentId id,
        UUID reference,
        int attempt,
        String office,
        PaymentMethod method,
        Money amount,
        String locale,
        String returnUrl,
        Map<String, String> details,
        Collection collection) {

    public PaymentOrder {
        if (amount.isZero()) {
            throw new IllegalArgumentException("A payment of nothing is no payment");
        }
        details = Map.copyOf(details);
    }

    /** A payment that the donor makes anew, without a saved method. */
    public PaymentOrder(
            PaymentId id,
            UUID reference,
            int attempt,
            String office,
            PaymentMethod method,
            Money amount,
            String locale,
            String returnUrl,
            Map<String, String> details) {
        this(id, reference, attempt, office, method, amount, locale, returnUrl, details, null);
    }

    /**
     * Collecting with a saved method.
     *
     * @param savedMethod which one; it must be {@link MethodState#ACTIVE}
     * @param donorPresent whether the donor is there and could act, as at the first instalment
     */
    public record Collection(SavedMethodId savedMethod, boolean donorPresent) {

        public Collection {
            Objects.requireNonNull(savedMethod, "saved method");
        }
    }
}
