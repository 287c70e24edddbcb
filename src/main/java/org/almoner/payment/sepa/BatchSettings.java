package org.almoner.payment.sepa;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** How batches for the bank are made. */
@ConfigMapping(prefix = "almoner.sepa.batches")
interface BatchSettings {

    /**
     * How many days on which TARGET is open lie between sending and debit; the scheme asks for one,
     * many banks for two.
     */
    @WithDefault("2")
    int leadDays();

    /** Until when, on the clock of the office, the bank still counts the same day. */
    @WithDefault("14:00")
    LocalTime cutOff();

    /** How many calendar days after the announced one a donor may still be debited. */
    @WithDefault("14")
    int mostDaysLate();

    /** How many days from today a batch may reach. */
    @WithDefault("30")
    int mostDaysAhead();

    /** How often every node looks for batches to make and blocks the bank has booked. */
    @WithDefault("2S")
    Duration workEvery();

    /** How long a try that went wrong is waited for. */
    @WithDefault("10S")
    Duration retryAfter();
}
