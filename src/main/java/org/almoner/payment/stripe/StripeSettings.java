package org.almoner.payment.stripe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of cards through Stripe; without an account they are off. */
@ConfigMapping(prefix = "almoner.stripe")
interface StripeSettings {

    /** Where Stripe's API is; https, but for a provider on the loopback in sandbox mode. */
    @WithDefault("https://api.stripe.com")
    URI baseUrl();

    /** One account for each office that takes cards, under the office's code. */
    Map<String, Account> accounts();

    /** How long a donor may take to confirm a card before the intent is cancelled. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** How often intents are looked for that nobody confirmed. */
    @WithDefault("1h")
    String giveUpEvery();

    /** An account at Stripe; all three or none. */
    interface Account {

        /** {@code sk_…}, or a restricted key {@code rk_…}. */
        Optional<String> secretKey();

        /** {@code pk_…}, which the widget shows Stripe's form with; no secret. */
        Optional<String> publishableKey();

        /** {@code whsec_…} of the endpoint; several while they are being changed. */
        Optional<List<String>> webhookSecrets();
    }
}
