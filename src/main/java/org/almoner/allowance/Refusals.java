package org.almoner.allowance;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almoner.allowance.AllowanceTable.Exhausted;

/**
 * What the database has refused on this node, and until when it would refuse it again, so that a
 * flood is turned away without asking it. Only refusals are remembered, never permissions: whoever
 * is not found here is counted where all nodes count. However many are refused, no more than {@link
 * #MOST} are remembered; the one learned longest ago makes room, and is asked about once more when
 * it comes back. None is remembered for long, so that rows an operator removes are noticed.
 */
final class Refusals {

    /** Some three megabytes at most. */
    static final int MOST = 10_000;

    /** After this the database is asked again. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<Refused, Span> known = new LinkedHashMap<>();

    private record Refused(String key, Limit limit) {}

    /** A clock that was set back makes a refusal unknown rather than long. */
    private record Span(Instant learned, Instant until) {

        boolean holds(Instant now) {
            return !now.isBefore(learned) && now.isBefore(until);
        }
    }

    /** Whether one of the limits is known to refuse the subject still. */
    synchronized boolean hold(String key, List<Limit> limits, Instant now) {
        for (Limit limit : limits) {
            Span span = known.get(new Refused(key, limit));
            if (span != null && span.holds(now)) {
                return true;
            }
        }
        return false;
    }

    synchronized void remember(String key, Exhausted refusal, Instant now) {
        Instant latest = now.plus(LONGEST);
        Instant until = refusal.until().isBefore(latest) ? refusal.until() : latest;
        Refused refused = new Refused(key, refusal.limit());
        known.remove(refused);
        known.put(refused, new Span(now, until));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    synchronized int size() {
        return known.size();
    }
}
