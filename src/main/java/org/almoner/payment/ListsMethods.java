package org.almoner.payment;

import java.time.Instant;

/** A gateway that can tell which saved methods changed, to find what a lost notification said. */
public interface ListsMethods extends SavesMethod {

    /**
     * Methods the provider has seen change since the given instant, each at least once.
     *
     * @param cursor {@link Slice#next()} of the slice before; {@code null} for the first
     * @param limit at most so many in the slice, 1 to 100
     */
    Slice<MethodReport> methodsChangedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable;
}
