package org.almoner.payment.paypal;

import org.almoner.office.Office;
import org.almoner.payment.SaveRequest;

/**
 * What PayPal's vault is asked for (Payment Method Tokens v3): that an account may be collected
 * from at regular times while its holder is away.
 *
 * @param customer our id of the method; no donor is named
 */
record VaultCall(Told.Customer customer, Source paymentSource) {

    /** What is kept, or the setup token that the donor has approved. */
    record Source(Wallet paypal, Token token) {}

    /**
     * A PayPal account.
     *
     * @param permitMultiplePaymentTokens a donor with two regular gifts has two tokens, so that
     *     ending one does not end the other
     */
    record Wallet(
            String usageType,
            String usagePattern,
            boolean permitMultiplePaymentTokens,
            OrderCall.Experience experienceContext) {}

    /** A setup token. */
    record Token(String id, String type) {}

    /** Asks for the donor's consent. */
    static VaultCall setup(SaveRequest request, Office office) {
        return new VaultCall(
                new Told.Customer(null, request.id().toString()),
                new Source(
                        new Wallet(
                                "MERCHANT",
                                "RECURRING_PREPAID",
                                true,
                                OrderCall.experience(
                                        office, request.locale(), request.returnUrl(), null)),
                        null));
    }

    /** Keeps what the donor has consented to. */
    static VaultCall keep(String setupToken) {
        return new VaultCall(null, new Source(null, new Token(setupToken, "SETUP_TOKEN")));
    }
}
