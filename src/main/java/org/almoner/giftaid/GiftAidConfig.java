package org.almoner.giftaid;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Gift Aid claims are worked on. */
@ConfigMapping(prefix = "almoner.gift-aid")
interface GiftAidConfig {

    /** How often every node looks for claims to make. */
    @WithDefault("2S")
    Duration workEvery();

    /** How long a try that went wrong is waited for. */
    @WithDefault("10S")
    Duration retryAfter();

    /** How often gifts that can soon be claimed no more are looked for. */
    @WithDefault("6H")
    Duration watchEvery();
}
