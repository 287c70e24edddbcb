package org.almoner.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a provider is to be asked at all (EO-20). It opens when at least half of at least ten
 * calls of the last thirty seconds failed technically; a decline is an answer and no failure. Open,
 * it lets one call through now and then: when that is answered all are let through again.
 */
final class Breaker {

    static final Duration WINDOW = Duration.ofSeconds(30);
    static final int LEAST_CALLS = 10;

    /** How long nobody asks, and how long after a probe the next one. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private record Call(Instant at, boolean failed) {}

    private final Deque<Call> calls = new ArrayDeque<>();
    private int failures;
    private Instant closedUntil;

    /** Whether a call may be made now; one that is let through while it is open is the probe. */
    synchronized boolean admits(Instant now) {
        if (closedUntil == null) {
            return true;
        }
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(PAUSE);
        return true;
    }

    /**
     * Whether donors should choose another way to pay. When the pause is over the next one may try:
     * otherwise nobody would ever find out that the provider is back.
     */
    synchronized boolean isOpen(Instant now) {
        return closedUntil != null && now.isBefore(closedUntil);
    }

    /**
     * Notes what came of a call.
     *
     * @return whether it opened just now
     */
    synchronized boolean note(boolean failed, Instant now) {
        if (closedUntil != null) {
            if (!failed) {
                closedUntil = null;
                calls.clear();
                failures = 0;
            }
            return false;
        }
        calls.add(new Call(now, failed));
        failures += failed ? 1 : 0;
        forgetOld(now);
        if (calls.size() < LEAST_CALLS || failures * 2 < calls.size()) {
            return false;
        }
        closedUntil = now.plus(PAUSE);
        return true;
    }

    private void forgetOld(Instant now) {
        Instant since = now.minus(WINDOW);
        while (!calls.isEmpty() && !calls.peek().at().isAfter(since)) {
            failures -= calls.remove().failed() ? 1 : 0;
        }
    }
}
