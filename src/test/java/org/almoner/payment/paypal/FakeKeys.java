package org.almoner.payment.paypal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tests' PayPal remembers of request ids, as long as PayPal says of each interface. */
final class FakeKeys {

    /** An answer as it was given. */
    record Answer(int status, byte[] body) {}

    private record Kept(int print, Answer answer, Instant until) {}

    private final HandClock clock;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    FakeKeys(HandClock clock) {
        this.clock = clock;
    }

    /** Begins a request; {@code false} while another one with the same key is being worked on. */
    synchronized boolean begin(String key) {
        return underWay.add(key);
    }

    synchronized void end(String key) {
        underWay.remove(key);
    }

    /** The answer that was given under this key, or a refusal when it asked for something else. */
    synchronized Optional<Answer> answered(String key, byte[] body) {
        Kept known = kept.get(key);
        if (known == null || !clock.instant().isBefore(known.until())) {
            return Optional.empty();
        }
        return known.print() == Arrays.hashCode(body)
                ? Optional.of(known.answer())
                : Optional.of(FakeJson.failure(422, "PAYPAL_REQUEST_ID_PREVIOUSLY_USED"));
    }

    synchronized void keep(String path, String key, byte[] body, Answer answer) {
        kept.put(
                key, new Kept(Arrays.hashCode(body), answer, clock.instant().plus(lifetime(path))));
    }

    private static Duration lifetime(String path) {
        if (path.startsWith("/v3/vault/")) {
            return Duration.ofHours(3);
        }
        return path.startsWith("/v2/payments/") ? Duration.ofDays(45) : Duration.ofHours(6);
    }
}
