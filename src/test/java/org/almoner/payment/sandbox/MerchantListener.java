package org.almoner.payment.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where our service would: takes notifications, and answers as it is told to. */
final class MerchantListener implements AutoCloseable {

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile int status = 202;

    /** A notification as it arrived. */
    record Told(byte[] body, Map<String, String> headers) {

        SandboxEvent event() throws IOException {
            return SandboxJson.read(body, SandboxEvent.class);
        }
    }

    MerchantListener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    String signature =
                            exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER);
                    told.add(new Told(body, Map.of("sandbox-signature", signature)));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    URI url() {
        return URI.create(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/webhooks/sandbox");
    }

    void answerWith(int wanted) {
        status = wanted;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    List<String> types() throws IOException {
        List<String> types = new java.util.ArrayList<>();
        for (Told one : told) {
            types.add(one.event().type());
        }
        return types;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
