package org.almoner.payment;

import java.util.Map;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;

/**
 * A way to pay that another package wants to be saved.
 *
 * @param id fixed by the caller, so that its own key can name the method it opens
 * @param owner whose it is (an agreement), opaque to payments
 * @param office code of the office that will collect with it
 * @param method how the donor wants to pay
 * @param locale BCP 47 language for pages of the provider
 * @param returnUrl where the donor comes back to, or {@code null}
 * @param details what the method needs beyond this; never a card number or a full IBAN
 */
public record SaveOrder(
        SavedMethodId id,
        UUID owner,
        String office,
        PaymentMethod method,
        String locale,
        String returnUrl,
        Map<String, String> details) {

    public SaveOrder {
        details = Map.copyOf(details);
    }
}
