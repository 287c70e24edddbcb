package org.almoner.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the relay. */
@ConfigMapping(prefix = "almoner.outbox")
interface OutboxConfig {

    /**
     * How often each node looks for due debts; a commit on the same node is followed at once
     * anyway.
     */
    @WithDefault("1S")
    String relayEvery();

    /** The wait after the first failed attempt; it doubles from then on, up to six hours. */
    @WithDefault("1M")
    Duration firstRetry();

    /**
     * How long a claimed debt is left to its node: longer than a whole slice takes when every
     * delivery runs into its time-out. What a killed node held goes on after that.
     */
    @WithDefault("3M")
    Duration lease();

    /** How many debts a relay claims at a time. */
    @WithDefault("20")
    int slice();

    /** How many deliveries of one node run at the same time. */
    @WithDefault("4")
    int parallel();
}
