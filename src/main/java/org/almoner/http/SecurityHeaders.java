package org.almoner.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.almoner.mode.RunMode;

/** Headers that keep browsers and caches from harm, on every answer, failures included (FW-9). */
@Singleton
class SecurityHeaders implements Handler<RoutingContext> {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** The page that explains a problem needs no more than to be shown. */
    private static final String CSP = "Content-Security-Policy";

    private final boolean production;

    SecurityHeaders(RunMode mode) {
        this.production = !mode.isSandbox();
    }

    @Override
    public void handle(RoutingContext request) {
        boolean personal = request.request().path().startsWith("/v1");
        request.addHeadersEndHandler(ended -> complete(request, personal));
        request.next();
    }

    private void complete(RoutingContext request, boolean personal) {
        MultiMap headers = request.response().headers();
        setUnlessThere(headers, "X-Content-Type-Options", "nosniff");
        setUnlessThere(headers, "Referrer-Policy", "no-referrer");
        setUnlessThere(headers, CSP, NOTHING);
        setUnlessThere(headers, "Cross-Origin-Resource-Policy", "cross-origin");
        if (production) {
            setUnlessThere(headers, "Strict-Transport-Security", "max-age=31536000");
        }
        boolean failed = request.response().getStatusCode() >= 400;
        if (failed) {
            headers.set("Cache-Control", "no-store");
        } else if (personal) {
            setUnlessThere(headers, "Cache-Control", "no-store");
        }
    }

    private static void setUnlessThere(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
