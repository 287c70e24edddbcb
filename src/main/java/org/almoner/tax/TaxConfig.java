package org.almoner.tax;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tax statements are worked on. */
@ConfigMapping(prefix = "almoner.tax")
interface TaxConfig {

    /** How often every node looks for runs to go on with and documents to write. */
    @WithDefault("2S")
    Duration workEvery();

    /** How many persons' statements are numbered in one transaction. */
    @WithDefault("200")
    int numberSlice();

    /** How many documents one transaction writes. */
    @WithDefault("20")
    int writeSlice();

    /** How many documents a node writes at once; 0: one for each processor. */
    @WithDefault("0")
    int parallel();

    /** How often tax notices that run out are looked for. */
    @WithDefault("6H")
    Duration watchEvery();

    /**
     * From which day of December on finance and donors are told of periodic gifts whose year will
     * not come to what was agreed (Netherlands).
     */
    @WithDefault("1")
    int periodicGiftsFrom();

    /** The website's page that tells whether a statement is genuine; see the runbook. */
    java.util.Optional<String> verificationUrl();
}
