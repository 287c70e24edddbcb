package org.almoner.payment;

import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * What a gateway is asked to collect.
 *
 * @param payment our id, sent along so that the provider's notifications name it
 * @param providerKey the idempotency key, stored before the call
 * @param method how the donor wants to pay
 * @param amount what to collect
 * @param office code of the office that receives the money; an adapter may need its bank account
 * @param locale BCP 47 language of pages the provider shows
 * @param returnUrl where the provider sends the donor back to, or {@code null}
 * @param details what the method needs beyond this, such as the sandbox's {@code scenario}
 * @param saved what to collect with; {@code null} when the donor pays anew
 */
public record PaymentRequest(
        PaymentId payment,
        String providerKey,
        PaymentMethod method,
        Money amount,
        String office,
        String locale,
        String returnUrl,
        Map<String, String> details,
        Saved saved) {

    /** A request without a saved method. */
    public PaymentRequest(
            PaymentId payment,
            String providerKey,
            PaymentMethod method,
            Money amount,
            String office,
            String locale,
            String returnUrl,
            Map<String, String> details) {
        this(payment, providerKey, method, amount, office, locale, returnUrl, details, null);
    }

    /**
     * A method that the provider has saved.
     *
     * @param reference the provider's id of it
     * @param donorPresent whether the donor is there; otherwise nobody can confirm anything
     */
    public record Saved(String reference, boolean donorPresent) {}
}
