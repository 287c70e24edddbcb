package org.almoner.payment.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import org.almoner.payment.GatewayUnavailable;

/**
 * Stripe's definite no: the card was declined, or the call could not be carried out as it was. Its
 * codes are kept, its sentences are not, for they may quote what was sent.
 */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean isByBank;
    private final transient PaymentIntent intent;

    private Refused(String code, boolean isByBank, PaymentIntent intent) {
        super("Stripe refused: " + code, null, false, false);
        this.code = code;
        this.isByBank = isByBank;
        this.intent = intent;
    }

    static Refused of(StripeException refused) {
        StripeError error = refused.getStripeError();
        boolean isByBank = refused instanceof CardException;
        return error == null
                ? new Refused("invalid_request", isByBank, null)
                : new Refused(code(error), isByBank, error.getPaymentIntent());
    }

    /** The most exact code there is. */
    static String code(StripeError error) {
        if (error.getDeclineCode() != null) {
            return error.getDeclineCode();
        }
        return error.getCode() == null ? "invalid_request" : error.getCode();
    }

    String code() {
        return code;
    }

    /** Whether the card was declined, rather than our call. */
    boolean isByBank() {
        return isByBank;
    }

    /**
     * Whether the amount is what Stripe does not take. Other refusals of a call are mistakes of
     * ours or of the account's settings, which must not be told to donors as if their card were
     * bad.
     */
    boolean isAboutAmount() {
        return code.startsWith("amount_too_");
    }

    /** For those who need an answer: nothing was done. */
    GatewayUnavailable asUnanswered() {
        return GatewayUnavailable.notReached("Stripe does not take the call: " + code);
    }

    /** The payment that was declined; {@code null} when none was made. */
    PaymentIntent intent() {
        return intent;
    }

    /** Whether Stripe itself, not somebody on the way, says that there is no such thing. */
    boolean isAboutNothing() {
        return code.equals("resource_missing");
    }
}
