package org.almoner.payment.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almoner.payment.LimitedBody;

/**
 * How Stripe's client speaks HTTP here: 2 s to connect, one time for the whole call and not for
 * each read, 4 MiB of answer, no redirects. When Stripe asks to be left alone for a while
 * (Retry-After), calls until then fail at once.
 */
final class BoundedHttp extends HttpClient {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final long LONGEST_PAUSE = 60;
    private static final int LIMIT = 4 * 1024 * 1024;

    private final InstantSource clock;
    private final java.net.http.HttpClient client =
            java.net.http.HttpClient.newBuilder()
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .executor(Runnable::run) // what follows an arrival is short and never waits
                    .build();
    private volatile Instant pausedUntil = Instant.MIN;

    BoundedHttp(InstantSource clock) {
        this.clock = clock;
    }

    /** Stripe asked us to wait, and we do. */
    private static final class Paused extends IOException {

        private static final long serialVersionUID = 1L;

        Paused() {
            super("Stripe asked to be left alone for a while");
        }
    }

    static boolean wasNeverSent(ApiConnectionException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof Paused;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        if (clock.instant().isBefore(pausedUntil)) {
            throw failed(new Paused());
        }
        Duration total = Duration.ofMillis(request.options().getReadTimeout());
        CompletableFuture<HttpResponse<byte[]>> underway =
                client.sendAsync(translated(request, total), head -> new LimitedBody(LIMIT));
        try {
            HttpResponse<byte[]> answer = underway.get(total.toMillis(), TimeUnit.MILLISECONDS);
            noteWish(answer);
            return new StripeResponse(
                    answer.statusCode(),
                    HttpHeaders.of(answer.headers().map()),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        } catch (TimeoutException tooSlow) {
            underway.cancel(true);
            throw failed(tooSlow);
        } catch (InterruptedException interrupted) {
            underway.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(interrupted);
        }
    }

    private static ApiConnectionException failed(Throwable cause) {
        return new ApiConnectionException("Stripe did not answer", cause);
    }

    private static HttpRequest translated(StripeRequest request, Duration total) {
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create(request.url().toString()))
                        .timeout(total)
                        .header("User-Agent", "Stripe/v1 JavaBindings/" + Stripe.VERSION);
        request.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> call.header(name, value)));
        if (request.content() == null) {
            return call.method(request.method().name(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return call.setHeader("Content-Type", request.content().contentType())
                .method(
                        request.method().name(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                request.content().byteArrayContent()))
                .build();
    }

    private void noteWish(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 429) {
            answer.headers()
                    .firstValue("Retry-After")
                    .filter(value -> value.matches("[0-9]{1,4}"))
                    .map(value -> Math.min(LONGEST_PAUSE, Long.parseLong(value)))
                    .ifPresent(seconds -> pausedUntil = clock.instant().plusSeconds(seconds));
        }
    }
}
