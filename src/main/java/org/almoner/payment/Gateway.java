package org.almoner.payment;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.almoner.giving.PaymentMethod;

/**
 * A way to be paid, as an adapter sees it. What a provider can do beyond this is said by further
 * interfaces ({@link LooksUpPayments}, {@link ReportsStatus}, {@link RefundsPayments}, {@link
 * NotifiesUs}); nothing throws "unsupported". Called with no database transaction open.
 */
public interface Gateway {

    /** Stable lower-case name, such as {@code sandbox}; stands in rows and webhook paths. */
    String provider();

    /** The methods it serves here and now, for any office; empty while it is not configured. */
    Set<PaymentMethod> methods();

    /**
     * Whether it serves a method for an office: its account may be one of some offices only.
     *
     * @param office code of the office that would receive the money
     */
    default boolean serves(PaymentMethod method, String office) {
        return methods().contains(method);
    }

    /** Whether what step 3 of the wizard says beyond the method is something this gateway knows. */
    default boolean accepts(Map<String, String> details) {
        return true;
    }

    /**
     * How many calendar days before the money is taken a collection with a saved method has to be
     * asked for, 0 to 60; a direct debit has to be announced and brought to the bank first.
     */
    default int daysAhead() {
        return 0;
    }

    /** How long the provider remembers an idempotency key; after that only look-ups are safe. */
    Duration keyLifetime();

    /**
     * Asks for the money. Asking again with the same key never charges again. With a saved method
     * it is collected without the donor, and a method that is forgotten or expired is declined.
     *
     * @throws GatewayUnavailable when the outcome is unknown: not reached, timed out, or a
     *     technical failure. The payment stays open and is asked for again with the same key
     */
    ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable;
}
