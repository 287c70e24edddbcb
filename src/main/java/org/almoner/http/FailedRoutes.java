package org.almoner.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.almoner.problem.ProblemAnswer;
import org.almoner.problem.ProblemsOfTheFramework;

/** Failures that no resource saw: the framework's bare statuses become problems. */
@Singleton
class FailedRoutes implements Handler<RoutingContext> {

    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 500};

    /** Before the framework's own failure handler, which stands last. */
    private static final int ORDER = -1000;

    void addTo(Router router) {
        router.route().order(ORDER).failureHandler(this);
        for (int status : STATUSES) {
            router.errorHandler(status, this);
        }
    }

    @Override
    public void handle(RoutingContext request) {
        ProblemAnswer.send(
                request,
                ProblemsOfTheFramework.of(request.statusCode(), request.failure(), request));
    }
}
