package org.almoner.periodic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agreements of periodic gifts are worked on. */
@ConfigMapping(prefix = "almoner.periodic-gifts")
interface PeriodicGiftConfig {

    /** How often every node looks for agreements whose years are over. */
    @WithDefault("6H")
    Duration endEvery();

    /** How long after its start a node looks for the first time. */
    @WithDefault("1M")
    Duration endAfter();
}
