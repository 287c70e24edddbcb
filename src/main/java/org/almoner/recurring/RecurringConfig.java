package org.almoner.recurring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How recurring gifts are worked on. */
@ConfigMapping(prefix = "almoner.recurring")
interface RecurringConfig {

    /** How often every node looks for instalments that are due; cheap when none is. */
    @WithDefault("15S")
    Duration collectEvery();

    /** How often every node looks for announcements to write and breaks that are over. */
    @WithDefault("1M")
    Duration announceEvery();

    /** How often every node looks for methods that run out and for years that have ended. */
    @WithDefault("6H")
    Duration remindEvery();

    /** How many recurring gifts one transaction claims. */
    @WithDefault("25")
    int slice();

    /** How many payments a node asks for at once. */
    @WithDefault("4")
    int parallel();

    /** How long a claim lasts; more than twice as long as a provider may take to answer. */
    @WithDefault("60S")
    Duration lease();

    /** After how long a recurring gift without a saved method is given up. */
    @WithDefault("24H")
    Duration abandonAfter();
}
