package org.almoner.payment;

import java.time.Instant;
import java.util.Objects;

/**
 * By what a provider can be asked after a saved method.
 *
 * @param method our id, which the provider was told when it was asked to save it
 * @param office whose account it is on, as a code
 * @param reference the provider's own id; {@code null} while we never learnt it
 * @param openedAt when we opened it, nobody having been asked before; {@code null} where it is not
 *     known
 */
public record MethodTrace(SavedMethodId method, String office, String reference, Instant openedAt) {

    public MethodTrace {
        Objects.requireNonNull(method, "method");
    }

    /** Of a method of which it is not known when it was opened. */
    public MethodTrace(SavedMethodId method, String office, String reference) {
        this(method, office, reference, null);
    }

    static MethodTrace of(SavedMethod method) {
        return new MethodTrace(
                method.id(), method.office(), method.providerReference(), method.openedAt());
    }
}
