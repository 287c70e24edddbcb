package org.almoner.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.almoner.id.Ids;
import org.almoner.problem.ProblemAnswer;
import org.jboss.logging.MDC;

/**
 * Gives every request a name that stands in its answer, in problems and in the log. A name from
 * outside is kept when it is harmless, so that one request can be followed through several systems.
 */
@Singleton
class NameRequests implements Handler<RoutingContext> {

    private static final String HEADER = "X-Request-Id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final Ids ids;

    NameRequests(Ids ids) {
        this.ids = ids;
    }

    @Override
    public void handle(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        String id =
                given != null && HARMLESS.matcher(given).matches() ? given : ids.next().toString();
        request.put(ProblemAnswer.REQUEST_ID, id);
        MDC.put("requestId", id);
        request.response().putHeader(HEADER, id);
        request.next();
    }
}
