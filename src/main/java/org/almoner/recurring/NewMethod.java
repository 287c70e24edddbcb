package org.almoner.recurring;

import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.payment.SavedMethodId;

/**
 * The way to pay a donor chose for a recurring gift.
 *
 * @param id fixed by the caller, so that its own key can name the method it opens
 * @param returnUrl where a provider's page sends the donor back to, or {@code null}
 * @param fields what the method needs beyond its name
 */
public record NewMethod(
        SavedMethodId id, PaymentMethod method, String returnUrl, Map<String, String> fields) {

    public NewMethod {
        fields = Map.copyOf(fields);
    }
}
