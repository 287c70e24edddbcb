package org.almoner.payment;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls to a provider over HTTP with limits on everything: 2 s to connect, a time in all, so many
 * bytes of answer; no redirect is followed. Of a failure it tells whether the call can have reached
 * the provider (EO-8).
 */
public final class ProviderHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final String provider;
    private final int limit;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .executor(Runnable::run) // what follows an arrival is short and never waits
                    .build();

    /**
     * @param provider what to call it where it cannot be reached
     * @param limit the largest answer, in bytes
     */
    public ProviderHttp(String provider, int limit) {
        this.provider = provider;
        this.limit = limit;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param total for everything together
     * @throws GatewayUnavailable when no answer came; whatever status came is an answer
     */
    public HttpResponse<byte[]> send(HttpRequest.Builder request, Duration total)
            throws GatewayUnavailable {
        CompletableFuture<HttpResponse<byte[]>> underway =
                client.sendAsync(request.timeout(total).build(), head -> new LimitedBody(limit));
        try {
            return underway.get(total.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw translated(failure.getCause());
        } catch (TimeoutException tooSlow) {
            underway.cancel(true);
            throw GatewayUnavailable.outcomeUnknown("No answer in time");
        } catch (InterruptedException interrupted) {
            underway.cancel(true);
            Thread.currentThread().interrupt();
            throw GatewayUnavailable.outcomeUnknown("Interrupted while waiting for the answer");
        }
    }

    /** Whether the answer says that its body is JSON. */
    public static boolean isJson(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    private GatewayUnavailable translated(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? GatewayUnavailable.notReached(provider + " cannot be reached")
                : GatewayUnavailable.outcomeUnknown("The connection failed before the answer");
    }
}
