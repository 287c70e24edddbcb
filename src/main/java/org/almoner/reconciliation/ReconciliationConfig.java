package org.almoner.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts that providers hold are read, and when something counts as missing. */
@ConfigMapping(prefix = "almoner.reconciliation")
interface ReconciliationConfig {

    /** How often every node looks for accounts that are due. */
    @WithDefault("1M")
    Duration workEvery();

    /** How long an account is left alone after it was read. */
    @WithDefault("15M")
    Duration readAgainAfter();

    /** The last moments are not asked for: a provider may still be writing them down. */
    @WithDefault("2M")
    Duration behind();

    /** How far back is read again each time, for what a provider was writing down just then. */
    @WithDefault("1H")
    Duration recent();

    /** How far back is read again from time to time, for what a provider wrote down late. */
    @WithDefault("3D")
    Duration overlap();

    /** How often that is: every time would mean to read three days again and again. */
    @WithDefault("12H")
    Duration lookBackEvery();

    /** How much time is read in one go; progress is kept after each. */
    @WithDefault("31D")
    Duration span();

    /** How many movements are asked for at once, 1 to 100. */
    @WithDefault("100")
    int slice();

    /**
     * How long a node keeps an account to itself without storing anything: longer than a gateway
     * may take for one piece, as some must ask the provider once more for each movement in it.
     */
    @WithDefault("5M")
    Duration lease();

    /** How often what a payout is made of is asked for before it is left to a person. */
    @WithDefault("8")
    int partsTries();

    /** How many days before and after the announced one a payout may stand on the statement. */
    @WithDefault("5")
    int arrivalDays();
}
