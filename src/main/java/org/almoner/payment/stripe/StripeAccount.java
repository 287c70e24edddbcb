package org.almoner.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.almoner.payment.GatewayUnavailable;

/** One office's account at Stripe, and the only way in which it is asked. */
final class StripeAccount {

    /** Of one call; with two brief ones after a failure, ten seconds in all (EO-8). */
    static final Duration USUALLY = Duration.ofSeconds(8);

    /** Of a charge that one more call goes before; with those after it, ten seconds in all. */
    static final Duration CHARGE = Duration.ofSeconds(6);

    /** Of one of several calls in a row that no donor waits for. */
    static final Duration SHORT = Duration.ofSeconds(4);

    /** Of what goes before a charge. */
    static final Duration QUICK = Duration.ofSeconds(2);

    /** Of what follows a failure. */
    static final Duration BRIEF = Duration.ofSeconds(1);

    private final String office;
    private final boolean isLive;
    private final String publishableKey;
    private final List<String> webhookSecrets;
    private final StripeClient client;

    StripeAccount(String office, StripeSettings.Account keys, URI base, InstantSource clock) {
        this.office = office;
        this.publishableKey = keys.publishableKey().orElseThrow();
        this.webhookSecrets = List.copyOf(keys.webhookSecrets().orElseThrow());
        String secret = keys.secretKey().orElseThrow();
        this.isLive = isLive(secret);
        this.client =
                StripeClient.builder()
                        .setApiKey(secret)
                        .setApiBase(withoutSlash(base))
                        .setHttpClient(new BoundedHttp(clock))
                        // Asking again is ours: under keys that outlive this process.
                        .setMaxNetworkRetries(0)
                        .setReadTimeout((int) USUALLY.toMillis())
                        .build();
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether a key moves real money. */
    static boolean isLive(String key) {
        return key.startsWith("_live_", 2);
    }

    /** A call by the client of the account. */
    interface Call<T> {

        T of(StripeClient client) throws StripeException;
    }

    /**
     * Asks Stripe.
     *
     * @throws Refused when it says definitely that nothing was done
     * @throws GatewayUnavailable when nobody knows what was done, or it was not reached
     */
    <T> T ask(Call<T> call) throws GatewayUnavailable, Refused {
        try {
            return call.of(client);
        } catch (ApiConnectionException failure) {
            throw BoundedHttp.wasNeverSent(failure)
                    ? GatewayUnavailable.notReached("Stripe cannot be reached now")
                    : GatewayUnavailable.outcomeUnknown("No answer of Stripe in time");
        } catch (CardException | InvalidRequestException refused) {
            throw Refused.of(refused);
        } catch (StripeException failure) {
            throw translated(failure);
        } catch (RuntimeException garbage) {
            throw GatewayUnavailable.outcomeUnknown("Stripe's answer makes no sense");
        }
    }

    /** Reads; who may only read is refused nothing that could have been done. */
    <T> T read(Call<T> call) throws GatewayUnavailable {
        try {
            return ask(call);
        } catch (Refused refused) {
            throw refused.asUnanswered();
        }
    }

    private static GatewayUnavailable translated(StripeException failure) {
        int status = failure.getStatusCode() == null ? 0 : failure.getStatusCode();
        return switch (status) {
            // Not let in, or told to slow down: nothing was carried out.
            case 401, 403, 429 -> GatewayUnavailable.notReached("Status " + status);
            default -> GatewayUnavailable.outcomeUnknown("Status " + status);
        };
    }

    static RequestOptions within(Duration time) {
        return RequestOptions.builder().setReadTimeout((int) time.toMillis()).build();
    }

    static RequestOptions keyed(String key, Duration time) {
        return RequestOptions.builder()
                .setIdempotencyKey(key)
                .setReadTimeout((int) time.toMillis())
                .build();
    }

    String office() {
        return office;
    }

    boolean isLive() {
        return isLive;
    }

    String publishableKey() {
        return publishableKey;
    }

    List<String> webhookSecrets() {
        return webhookSecrets;
    }

    @Override
    public String toString() {
        return "StripeAccount[" + office + "]";
    }
}
