package org.almoner.payment;

import java.util.Map;
import org.almoner.giving.PaymentMethod;

/**
 * What a gateway is asked to save.
 *
 * @param id our id, sent along so that the provider's notifications name it
 * @param providerKey the idempotency key, stored before the call
 * @param method what kind of method
 * @param office code of the office that will collect with it
 * @param locale BCP 47 language of pages the provider shows
 * @param returnUrl where the provider sends the donor back to, or {@code null}
 * @param details what the method needs beyond this, such as the sandbox's {@code scenario}
 */
public record SaveRequest(
        SavedMethodId id,
        String providerKey,
        PaymentMethod method,
        String office,
        String locale,
        String returnUrl,
        Map<String, String> details) {}
