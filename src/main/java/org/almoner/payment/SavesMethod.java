package org.almoner.payment;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.almoner.giving.PaymentMethod;

/**
 * A gateway that can keep a way to pay and collect with it later, without the donor. Called with no
 * database transaction open.
 */
public interface SavesMethod extends Gateway {

    /** Which of its methods it can save; all of them unless it says otherwise. */
    default Set<PaymentMethod> savable() {
        return methods();
    }

    /**
     * How long the provider remembers the key under which a method is saved, where that is not
     * {@link #keyLifetime()}.
     */
    default Duration methodKeyLifetime() {
        return keyLifetime();
    }

    /**
     * Saves a method. Saving again with the same key gives the same method, never a second one.
     *
     * @throws GatewayUnavailable when the outcome is unknown; to be repeated with the same key
     */
    MethodAnswer save(SaveRequest request) throws GatewayUnavailable;

    /**
     * Looks a method up, whether or not we ever learnt the provider's reference. Where the donor
     * has agreed and only our word was missing, the method is active afterwards.
     *
     * @return empty when the provider has never heard of it, or finds nothing without its reference
     * @throws GatewayUnavailable when it cannot be asked
     */
    Optional<MethodAnswer> lookUpMethod(MethodTrace trace) throws GatewayUnavailable;

    /**
     * Forgets a method: whatever is asked for with it afterwards is declined. Forgetting what is
     * forgotten or was never known changes nothing.
     *
     * @param trace of it, with the provider's reference
     * @throws GatewayUnavailable when the outcome is unknown; to be repeated
     */
    void forget(MethodTrace trace) throws GatewayUnavailable;
}
