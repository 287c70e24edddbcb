package org.almoner.payment.paypal;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Settings of PayPal; without an account of any office it is off. */
@ConfigMapping(prefix = "almoner.paypal")
interface PaypalSettings {

    /** Address of PayPal's REST interface; by default the one of the mode. */
    Optional<URI> baseUrl();

    /** PayPal accounts by the office whose they are, such as {@code de}. */
    Map<String, Account> accounts();

    /** One office's account; all of it is needed. */
    interface Account {

        /** Client id of the app. */
        Optional<String> clientId();

        /** Secret of the app. */
        Optional<String> clientSecret();

        /** Id of the webhook, as PayPal shows it; part of what notifications sign. */
        Optional<String> webhookId();

        /** The account's merchant id; orders of another account are not believed. */
        Optional<String> merchantId();
    }
}
