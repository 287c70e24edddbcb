package org.almoner.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much goes at once, and how often it is looked. */
@ConfigMapping(prefix = "almoner.retention")
interface RetentionConfig {

    /** How often each instance looks whether a run is due. */
    @WithDefault("1H")
    Duration workEvery();

    /** How long after one run began the next one begins. */
    @WithDefault("PT20H")
    Duration pause();

    /** People looked at in one piece. */
    @WithDefault("200")
    int slice();

    /** As many of an office's records as may go in one run, in percent. */
    @WithDefault("5")
    int sharePercent();

    /** So many records may go in one run in any case. */
    @WithDefault("1000")
    int shareAtLeast();

    /** How long a run is left to an instance that fell silent. */
    @WithDefault("PT5M")
    Duration lease();
}
