package org.almoner.payment;

import java.util.Objects;

/**
 * By what a provider can be asked after a saved method.
 *
 * @param method our id, which the provider was told when it was asked to save it
 * @param office whose account it is on, as a code
 * @param reference the provider's own id; {@code null} while we never learnt it
 */
public record MethodTrace(SavedMethodId method, String office, String reference) {

    public MethodTrace {
        Objects.requireNonNull(method, "method");
    }

    static MethodTrace of(SavedMethod method) {
        return new MethodTrace(method.id(), method.office(), method.providerReference());
    }
}
