package org.almoner.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings as they come, but for what a test is about. */
record Settings(
        Optional<Set<Integer>> morePorts,
        boolean allowLoopback,
        Duration lease,
        List<Duration> retryAfter)
        implements WebhookSettings {

    Settings(Optional<Set<Integer>> morePorts, boolean allowLoopback) {
        this(morePorts, allowLoopback, Duration.ofMinutes(1), List.of(Duration.ofSeconds(5)));
    }

    static Settings strict() {
        return new Settings(Optional.empty(), false);
    }

    @Override
    public String sendEvery() {
        return "2S";
    }

    @Override
    public String forgetEvery() {
        return "6H";
    }

    @Override
    public int parallel() {
        return 4;
    }

    @Override
    public Duration answerWithin() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration oldSecretFor() {
        return Duration.ofDays(1);
    }

    @Override
    public Duration keep() {
        return Duration.ofDays(90);
    }
}
