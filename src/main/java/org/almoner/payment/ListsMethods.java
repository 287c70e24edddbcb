package org.almoner.payment;

import java.time.Instant;
import java.util.List;

/** A gateway that can tell which saved methods changed, to find what a lost notification said. */
public interface ListsMethods extends SavesMethod {

    /**
     * Methods the provider has seen change since the given instant, in a fixed order, at most
     * {@code limit}.
     *
     * @param after continue behind this provider reference; {@code null} for the beginning
     */
    List<MethodReport> methodsChangedSince(Instant since, String after, int limit)
            throws GatewayUnavailable;
}
