package org.almoner.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How webhooks are sent to the systems of offices. */
@ConfigMapping(prefix = "almoner.webhooks")
interface WebhookSettings {

    /** How often every node looks for messages that are due. */
    @WithDefault("2S")
    String sendEvery();

    /** How often every node deletes what is old. */
    @WithDefault("6H")
    String forgetEvery();

    /** How many endpoints one node calls at the same time. */
    @WithDefault("4")
    int parallel();

    /**
     * How long an endpoint is left to the node that calls it: longer than looking the host up,
     * making the body, the call and the mark may take together.
     */
    @WithDefault("1M")
    Duration lease();

    /** The waits after failed attempts; after the last attempt the endpoint is suspended. */
    @WithDefault("5S,5M,30M,2H,5H,10H,14H,20H,24H")
    List<Duration> retryAfter();

    /** How long a receiver may take, from connecting to the end of its answer. */
    @WithDefault("5S")
    Duration answerWithin();

    /** How long the secret before the present one signs, too, after a rotation. */
    @WithDefault("24H")
    Duration oldSecretFor();

    /** How long messages that were sent or dropped stay in the list. */
    @WithDefault("90D")
    Duration keep();

    /** Ports that may be called besides 443. */
    Optional<Set<Integer>> morePorts();

    /** Whether receivers on this very machine may be called, without TLS. Sandbox only. */
    @WithDefault("false")
    boolean allowLoopback();
}
