package org.almoner.payment.sandbox;

import java.util.Currency;

/**
 * Body of {@code POST /payments}.
 *
 * @param merchantReference the caller's id of the payment
 * @param minor amount in minor units, more than nothing
 * @param currency ISO 4217 code
 * @param scenario how the payment shall go; {@code SUCCEEDS} when left out
 * @param locale language of the hosted page
 * @param returnUrl http or https address to come back to, or {@code null}
 * @param method the provider's id of the saved method to collect with, whose scenario then counts;
 *     {@code null} when the payer pays anew
 */
record PaymentCall(
        String merchantReference,
        long minor,
        String currency,
        SandboxScenario scenario,
        String locale,
        String returnUrl,
        String method) {

    PaymentCall {
        scenario = scenario == null ? SandboxScenario.SUCCEEDS : scenario;
        locale = locale == null ? "en" : locale;
        if (merchantReference == null || merchantReference.isBlank()) {
            throw new IllegalArgumentException("merchantReference is needed");
        }
        if (minor <= 0) {
            throw new IllegalArgumentException("minor must be more than nothing");
        }
        Currency.getInstance(currency == null ? "" : currency);
        if (returnUrl != null && !returnUrl.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException("returnUrl must be http or https");
        }
    }
}
