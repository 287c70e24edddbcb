package org.almoner.handover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hand-overs are worked off, and when an office has waited too long. */
@ConfigMapping(prefix = "almoner.handover")
interface HandOverConfig {

    /** How often every node looks for donors whose hand-overs may have changed. */
    @WithDefault("2S")
    Duration workEvery();

    /** How many donors are looked at in one transaction. */
    @WithDefault("500")
    int slice();

    /** How long a donor who could not be looked at is waited for. */
    @WithDefault("10M")
    Duration retryAfter();

    /** How often all donors are looked at, whether anything was written or not. */
    @WithDefault("24H")
    Duration sweepEvery();

    /** For how long at a time, so that what is due never waits for it. */
    @WithDefault("30S")
    Duration sweepFor();

    /** After how long an office that has not acknowledged a withdrawal is an alarm. */
    @WithDefault("7D")
    Duration withdrawalAlarmAfter();
}
