package org.almoner.payment.paypal;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.almoner.payment.GatewayUnavailable;

/**
 * Access tokens (OAuth 2.0, client credentials), kept for each account until shortly before they
 * end.
 */
final class PaypalTokens {

    private static final Duration TOTAL = Duration.ofSeconds(4);

    /** So that a token does not end on its way. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final PaypalAccounts accounts;
    private final PaypalHttp http;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    PaypalTokens(PaypalAccounts accounts, PaypalHttp http, InstantSource clock) {
        this.accounts = accounts;
        this.http = http;
        this.clock = clock;
    }

    /** One account's token; its monitor lets one caller renew it while the others wait. */
    private static final class Kept {
        private String token;
        private Instant until = Instant.MIN;
    }

    String bearer(PaypalAccount account) throws GatewayUnavailable {
        Kept mine = kept.computeIfAbsent(account.office(), office -> new Kept());
        synchronized (mine) {
            if (mine.token == null || !clock.instant().isBefore(mine.until)) {
                renew(account, mine);
            }
            return mine.token;
        }
    }

    private void renew(PaypalAccount account, Kept mine) throws GatewayUnavailable {
        String credentials =
                Base64.getEncoder()
                        .encodeToString(
                                (account.clientId() + ":" + account.clientSecret())
                                        .getBytes(StandardCharsets.UTF_8));
        PaypalHttp.Answer answer;
        try {
            answer =
                    http.send(
                            HttpRequest.newBuilder(accounts.at("/v1/oauth2/token"))
                                    .header("Accept", "application/json")
                                    .header("Authorization", "Basic " + credentials)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "grant_type=client_credentials")),
                            TOTAL);
        } catch (GatewayUnavailable silent) {
            throw GatewayUnavailable.notReached("PayPal gives no access token now");
        }
        if (answer.status() != 200) {
            throw GatewayUnavailable.notReached(
                    "PayPal gives no access token: status " + answer.status());
        }
        Told.Access access = answer.as(Told.Access.class);
        if (access.accessToken() == null || !access.accessToken().matches("[!-~]{1,4096}")) {
            throw GatewayUnavailable.notReached("PayPal gives no access token that can be used");
        }
        mine.token = access.accessToken();
        mine.until = clock.instant().plusSeconds(access.expiresIn()).minus(EARLY);
    }

    /** PayPal does not take this token any more; a newer one stays. */
    void forget(PaypalAccount account, String token) {
        Kept mine = kept.get(account.office());
        if (mine != null) {
            synchronized (mine) {
                if (token.equals(mine.token)) {
                    mine.token = null;
                }
            }
        }
    }
}
