package org.almoner.payment.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.LimitedBody;

/** Calls over HTTP with limits on everything: 2 s to connect, 10 s in all, 256 KiB of answer. */
final class SandboxConnection {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** With a look-up after a failure, ten seconds in all (EO-8). */
    private static final Duration TOTAL = Duration.ofSeconds(8);

    private static final int LIMIT = 256 * 1024;

    private final SandboxAccess access;
    private final Duration total;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .executor(Runnable::run) // what follows an arrival is short and never waits
                    .build();

    SandboxConnection(SandboxAccess access) {
        this(access, TOTAL);
    }

    SandboxConnection(SandboxAccess access, Duration total) {
        this.access = access;
        this.total = total;
    }

    /** An answer within the limits, its body not yet looked at. */
    record Answer(int status, byte[] body) {

        /** Reads the body as JSON; what is not as expected leaves the outcome unknown. */
        <T> T as(Class<T> type) throws GatewayUnavailable {
            try {
                return SandboxJson.read(body, type);
            } catch (IOException garbage) {
                throw GatewayUnavailable.outcomeUnknown("The answer is not what was expected");
            }
        }
    }

    Answer get(String path) throws GatewayUnavailable {
        return call(request(path).GET());
    }

    Answer post(String path, String key, Object body) throws GatewayUnavailable {
        return call(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(SandboxJson.bytes(body))));
    }

    Answer delete(String path) throws GatewayUnavailable {
        return call(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(access.base() + path))
                .timeout(total)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + access.secret());
    }

    private Answer call(HttpRequest.Builder request) throws GatewayUnavailable {
        CompletableFuture<HttpResponse<byte[]>> underway =
                client.sendAsync(request.build(), head -> new LimitedBody(LIMIT));
        try {
            HttpResponse<byte[]> response = underway.get(total.toMillis(), TimeUnit.MILLISECONDS);
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("application/json")) {
                throw GatewayUnavailable.outcomeUnknown(
                        "Status " + response.statusCode() + " without JSON");
            }
            return new Answer(response.statusCode(), response.body());
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

    private static GatewayUnavailable translated(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? GatewayUnavailable.notReached("The provider cannot be reached")
                : GatewayUnavailable.outcomeUnknown("The connection failed before the answer");
    }
}
