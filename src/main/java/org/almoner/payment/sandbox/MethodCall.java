package org.almoner.payment.sandbox;

/**
 * Body of {@code POST /methods}.
 *
 * @param merchantReference the caller's id of the method
 * @param scenario how saving it and collecting with it shall go; {@code SUCCEEDS} when left out
 * @param locale language of the hosted page
 * @param returnUrl http or https address to come back to, or {@code null}
 */
record MethodCall(
        String merchantReference, SandboxScenario scenario, String locale, String returnUrl) {

    MethodCall {
        scenario = scenario == null ? SandboxScenario.SUCCEEDS : scenario;
        locale = locale == null ? "en" : locale;
        if (merchantReference == null || merchantReference.isBlank()) {
            throw new IllegalArgumentException("merchantReference is needed");
        }
        if (returnUrl != null && !returnUrl.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException("returnUrl must be http or https");
        }
    }
}
