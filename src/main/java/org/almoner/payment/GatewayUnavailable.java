package org.almoner.payment;

/**
 * The provider could not be reached, did not answer in time or failed technically: what became of
 * the payment is unknown. The message carries no personal data.
 */
public final class GatewayUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean certainlyNotSent;

    private GatewayUnavailable(String message, boolean certainlyNotSent) {
        super(message);
        this.certainlyNotSent = certainlyNotSent;
    }

    /** Nothing reached the provider, so nothing can have been charged. */
    public static GatewayUnavailable notReached(String message) {
        return new GatewayUnavailable(message, true);
    }

    /** The request may have been carried out; only the provider knows. */
    public static GatewayUnavailable outcomeUnknown(String message) {
        return new GatewayUnavailable(message, false);
    }

    /** Whether it is certain that the provider never saw the request. */
    public boolean certainlyNotSent() {
        return certainlyNotSent;
    }
}
