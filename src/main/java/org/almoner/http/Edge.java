package org.almoner.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the edge's parts before everything else, in the order in which they may end a request. */
@Singleton
class Edge {

    /** Before the framework's own filters, the highest of which has 500. */
    private static final int FIRST = 1000;

    private final NameRequests names;
    private final SecurityHeaders headers;
    private final RequestShape shape;
    private final CrossOrigin origins;
    private final FailedRoutes failures;

    Edge(
            NameRequests names,
            SecurityHeaders headers,
            RequestShape shape,
            CrossOrigin origins,
            FailedRoutes failures) {
        this.names = names;
        this.headers = headers;
        this.shape = shape;
        this.origins = origins;
        this.failures = failures;
    }

    void addFilters(@Observes Filters filters) {
        filters.register(names, FIRST);
        filters.register(headers, FIRST - 1);
        filters.register(shape, FIRST - 2);
        filters.register(origins, FIRST - 3);
    }

    void addFailureRoutes(@Observes Router router) {
        failures.addTo(router);
    }
}
