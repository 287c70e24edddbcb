package org.almoner.payment.sepa;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of direct debit. */
@ConfigMapping(prefix = "almoner.sepa")
interface SepaSettings {

    /** Whether direct debit is offered; it needs the strongbox and offices that can collect. */
    @WithDefault("false")
    boolean enabled();

    /** How often mandates are looked for that nobody used for 36 months. */
    @WithDefault("24h")
    String expireEvery();

    /**
     * How many calendar days after the gift it falls due at the earliest, and before the donor's
     * day a regular gift is asked for, 0 to 60: time for finance to make a batch and for the
     * announcement that the mandate's words promise.
     */
    @WithDefault("7")
    int collectAfterDays();
}
