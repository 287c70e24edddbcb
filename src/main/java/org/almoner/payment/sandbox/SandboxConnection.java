package org.almoner.payment.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ProviderHttp;

/** Calls over HTTP with limits on everything: 2 s to connect, 10 s in all, 256 KiB of answer. */
final class SandboxConnection {

    /** With a look-up after a failure, ten seconds in all (EO-8). */
    private static final Duration TOTAL = Duration.ofSeconds(8);

    private static final int LIMIT = 256 * 1024;

    private final SandboxAccess access;
    private final Duration total;
    private final ProviderHttp http = new ProviderHttp("The provider", LIMIT);

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
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + access.secret());
    }

    private Answer call(HttpRequest.Builder request) throws GatewayUnavailable {
        HttpResponse<byte[]> response = http.send(request, total);
        if (!ProviderHttp.isJson(response)) {
            throw GatewayUnavailable.outcomeUnknown(
                    "Status " + response.statusCode() + " without JSON");
        }
        return new Answer(response.statusCode(), response.body());
    }
}
