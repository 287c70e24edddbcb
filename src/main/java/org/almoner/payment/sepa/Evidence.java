package org.almoner.payment.sepa;

import java.time.Instant;

/**
 * What shows that an account's holder agreed to a mandate online, where no signature is given.
 *
 * @param at when the box was ticked and sent
 * @param source the business in which it happened, such as {@code wizard/<draft>}; one mandate each
 * @param ip the donor's address; {@code null} when it is not known
 * @param userAgent the donor's browser; {@code null} when it is not known
 */
record Evidence(Instant at, String source, String ip, String userAgent) {

    @Override
    public String toString() {
        return "Evidence[" + source + "]";
    }
}
