package org.almoner.bank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How movements on accounts are worked off and kept. */
@ConfigMapping(prefix = "almoner.bank")
interface BankConfig {

    /** How often every node looks for movements to match. */
    @WithDefault("2S")
    Duration workEvery();

    /** How many movements are matched in one transaction. */
    @WithDefault("200")
    int slice();

    /** How often a movement is tried before it waits for a person. */
    @WithDefault("5")
    int attempts();

    /** How long a try that went wrong is waited for. */
    @WithDefault("1M")
    Duration retryAfter();

    /** How long the bank's words about a movement are kept once it is decided. */
    @WithDefault("90D")
    Duration keepWords();

    /** How often words are looked for whose days have passed. */
    @WithDefault("6H")
    Duration forgetEvery();
}
