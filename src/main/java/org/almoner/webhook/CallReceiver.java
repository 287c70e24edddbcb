package org.almoner.webhook;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Calls a receiver at an address that was looked at before. The name is not looked up again; it
 * stands in the request, and the certificate must be made out for it. No redirects, no proxy of the
 * surroundings, a connection for each call, and of the answer nothing but status and {@code
 * Retry-After}.
 */
class CallReceiver {

    /** So much of an answer is read, and thrown away, before the connection is closed. */
    static final int MOST_READ = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration within;

    /**
     * @param within how long a call may take from connecting to the end of the answer
     * @param trust whose certificates count; {@code null} for those that Java trusts
     */
    CallReceiver(Vertx vertx, Duration within, TrustOptions trust) {
        this.vertx = vertx;
        this.within = within;
        HttpClientOptions options =
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false)
                        .setVerifyHost(true)
                        .setTrustAll(false)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                        .setConnectTimeout((int) within.toMillis())
                        .setSslHandshakeTimeout(within.toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        this.client = vertx.createHttpClient(options);
    }

    /** Posts the body; must not be called with a transaction open. */
    Answer call(Target target, InetAddress address, MultiMap headers, byte[] body) {
        Call call = new Call();
        long timer = vertx.setTimer(within.toMillis(), id -> call.timeIsUp());
        client.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.POST)
                                // In numbers, so that nobody asks the DNS once more.
                                .setServer(
                                        SocketAddress.inetSocketAddress(
                                                target.port(), address.getHostAddress()))
                                .setHost(target.host())
                                .setPort(target.port())
                                .setSsl(target.tls())
                                .setURI(target.uri())
                                .setHeaders(headers)
                                .setFollowRedirects(false))
                .onSuccess(request -> call.send(request, body))
                .onFailure(call::failed);
        try {
            return call.answer.get(within.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return call.without(Outcome.TIMED_OUT);
        } catch (ExecutionException | TimeoutException late) {
            return call.without(Outcome.TIMED_OUT);
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    /** One call; its events come one after another, but not all on one thread. */
    private static final class Call {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final long begunAt = System.nanoTime();
        private HttpClientRequest request;
        private Answer head;
        private boolean isOver;
        private long read;

        private synchronized void send(HttpClientRequest connected, byte[] body) {
            request = connected;
            if (isOver) {
                request.reset();
                return;
            }
            // Without a listener of its own the client logs what broke, in the receiver's words.
            request.exceptionHandler(this::failed);
            request.connection().exceptionHandler(this::failed);
            request.response().onSuccess(this::answered).onFailure(this::failed);
            request.end(Buffer.buffer(body));
        }

        private synchronized void answered(HttpClientResponse response) {
            head = Answer.of(response.statusCode(), response.getHeader("Retry-After"), millis());
            Handler<Buffer> count = this::count;
            response.handler(count).endHandler(end -> end(head)).exceptionHandler(it -> end(head));
        }

        private synchronized void count(Buffer piece) {
            read += piece.length();
            if (read >= MOST_READ) {
                end(head);
            }
        }

        /** The status stands, even when the rest of the answer does not come. */
        private synchronized void timeIsUp() {
            end(head == null ? without(Outcome.TIMED_OUT) : head);
        }

        private synchronized void failed(Throwable failure) {
            end(head == null ? without(outcomeOf(failure)) : head);
        }

        private synchronized void end(Answer result) {
            if (!isOver) {
                isOver = true;
                answer.complete(result);
                if (request != null) {
                    request.reset();
                }
            }
        }

        private Answer without(Outcome outcome) {
            return Answer.without(outcome, millis());
        }

        private long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAt);
        }
    }

    private static Outcome outcomeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Outcome.TLS_FAILED;
            }
            if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
                return Outcome.TIMED_OUT;
            }
        }
        return Outcome.NO_CONNECTION;
    }
}
