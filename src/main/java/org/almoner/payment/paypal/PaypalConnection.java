package org.almoner.payment.paypal;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.almoner.payment.GatewayUnavailable;
import org.jboss.logging.Logger;

/**
 * Calls to PayPal in an office's name. A token that PayPal does not take any more is renewed once;
 * when PayPal asks for quiet (429), the account's calls end at once until the time it named.
 */
final class PaypalConnection {

    private static final Logger LOG = Logger.getLogger(PaypalConnection.class);

    /** What moves money; with the token before it within ten seconds or so (EO-8). */
    private static final Duration POST = Duration.ofSeconds(8);

    private static final Duration GET = Duration.ofSeconds(4);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final PaypalAccounts accounts;
    private final PaypalHttp http;
    private final PaypalTokens tokens;
    private final InstantSource clock;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    PaypalConnection(PaypalAccounts accounts, PaypalHttp http, InstantSource clock) {
        this.accounts = accounts;
        this.http = http;
        this.tokens = new PaypalTokens(accounts, http, clock);
        this.clock = clock;
    }

    PaypalHttp.Answer get(PaypalAccount account, String path) throws GatewayUnavailable {
        return call(account, request(path).GET(), GET);
    }

    /**
     * Posts.
     *
     * @param key the {@code PayPal-Request-Id}, under which PayPal does it once only
     * @param body what is written as JSON
     */
    PaypalHttp.Answer post(PaypalAccount account, String path, String key, Object body)
            throws GatewayUnavailable {
        return call(
                account,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("PayPal-Request-Id", key)
                        .header("Prefer", "return=representation")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(PaypalJson.bytes(body))),
                POST);
    }

    PaypalHttp.Answer delete(PaypalAccount account, String path) throws GatewayUnavailable {
        return call(account, request(path).DELETE(), GET);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(accounts.at(path)).header("Accept", "application/json");
    }

    private PaypalHttp.Answer call(
            PaypalAccount account, HttpRequest.Builder request, Duration total)
            throws GatewayUnavailable {
        refuseDuringPause(account);
        String token = tokens.bearer(account);
        PaypalHttp.Answer answer =
                http.send(request.setHeader("Authorization", "Bearer " + token), total);
        if (answer.status() == 401) {
            tokens.forget(account, token);
            answer =
                    http.send(
                            request.setHeader("Authorization", "Bearer " + tokens.bearer(account)),
                            total);
        }
        if (answer.status() == 429) {
            notBefore.put(account.office(), clock.instant().plus(pause(answer.retryAfter())));
        }
        if (!answer.isSuccess()) {
            LOG.infof(
                    "%s: status %d %s, debug id %s",
                    account, answer.status(), answer.issues(), answer.debugId());
        }
        return answer;
    }

    private void refuseDuringPause(PaypalAccount account) throws GatewayUnavailable {
        Instant until = notBefore.get(account.office());
        if (until != null && clock.instant().isBefore(until)) {
            throw GatewayUnavailable.outcomeUnknown("PayPal has asked for fewer calls");
        }
    }

    /** Seconds are believed up to five minutes; a date is not read. */
    private static Duration pause(String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
            return USUAL_PAUSE;
        }
        Duration told = Duration.ofSeconds(Long.parseLong(retryAfter));
        return told.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : told;
    }
}
