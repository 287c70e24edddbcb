package org.almoner.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemAnswer;
import org.almoner.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets browsers in from the configured websites only (AB-15). Origins are compared character by
 * character; a request that names another one is refused whatever it asks for, which also stops
 * forged requests. Cookies go with requests of the portal's own origins only, never with those of a
 * page that has the widget.
 */
@Singleton
class CrossOrigin implements Handler<RoutingContext> {

    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://[a-z0-9.-]{1,253}(?::[0-9]{1,5})?|https?://\\[[0-9a-f:]+](?::[0-9]{1,5})?");
    private static final String ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String ALLOWED_HEADERS =
            "Content-Type, Idempotency-Key, Draft-Token, If-Match, If-None-Match, Authorization,"
                    + " Portal-Request, X-Request-Id";
    private static final String EXPOSED_HEADERS =
            "Location, Retry-After, Idempotency-Replayed, ETag, X-Request-Id";

    private final Set<String> widget;
    private final Set<String> portal;

    /**
     * @param widget {@code almoner.widget.origins}: websites with the widget, each as {@code
     *     https://host[:port]} in small letters without a slash at the end
     * @param portal {@code almoner.portal.origins}: where donors sign in, of the same site as this
     *     service, or browsers keep the cookies back
     */
    CrossOrigin(
            @ConfigProperty(name = "almoner.widget.origins") Optional<List<String>> widget,
            @ConfigProperty(name = "almoner.portal.origins") Optional<List<String>> portal) {
        this.widget = origins("almoner.widget.origins", widget);
        this.portal = origins("almoner.portal.origins", portal);
    }

    private static Set<String> origins(String setting, Optional<List<String>> origins) {
        return origins.orElse(List.of()).stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(origin -> checked(setting, origin))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String setting, String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    setting
                            + " must be a list of exact origins such as"
                            + " https://www.example.org, without path, slash or *; found: "
                            + origin);
        }
        return origin;
    }

    @Override
    public void handle(RoutingContext request) {
        MultiMap answer = request.response().headers();
        answer.add(HttpHeaders.VARY, "Origin");
        List<String> origins = request.request().headers().getAll(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            request.next();
            return;
        }
        if (origins.size() > 1 || !isAllowed(origins.get(0))) {
            ProblemAnswer.send(
                    request,
                    DomainProblem.of(
                            ProblemType.ORIGIN_NOT_ALLOWED,
                            "The website's origin is neither in almoner.widget.origins nor in"
                                    + " almoner.portal.origins."));
            return;
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.get(0));
        answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        if (portal.contains(origins.get(0))) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        if (isPreflight(request)) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
            answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
            request.response().setStatusCode(204).end();
            return;
        }
        request.next();
    }

    private boolean isAllowed(String origin) {
        return widget.contains(origin) || portal.contains(origin);
    }

    private static boolean isPreflight(RoutingContext request) {
        return request.request().method().equals(HttpMethod.OPTIONS)
                && request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }
}
