package org.almoner.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a refusal as {@code application/problem+json} (RFC 9457), inside JAX-RS and outside of it.
 */
public final class ProblemAnswer {

    /** Media type of every failure. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where a request's id is kept while it is worked on. */
    public static final String REQUEST_ID = "almoner.request-id";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_VIOLATIONS = 100;

    private ProblemAnswer() {}

    /** The answer for a resource; the connection stays open. */
    static Response of(DomainProblem problem, RoutingContext request) {
        Response.ResponseBuilder answer =
                Response.status(problem.type().status())
                        .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                        .entity(body(problem, request));
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(problem));
        }
        challenge(problem).ifPresent(it -> answer.header(HttpHeaders.WWW_AUTHENTICATE, it));
        return answer.build();
    }

    /** Ends a request that never reached a resource. */
    public static void send(RoutingContext request, DomainProblem problem) {
        HttpServerResponse answer = request.response();
        if (answer.ended() || answer.headWritten()) {
            return;
        }
        answer.setStatusCode(problem.type().status());
        answer.headers().set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (problem.retryAfter() != null) {
            answer.headers().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(problem)));
        }
        challenge(problem).ifPresent(it -> answer.headers().set(HttpHeaders.WWW_AUTHENTICATE, it));
        answer.end(Buffer.buffer(body(problem, request)));
    }

    /** What a client without the right token is asked for (RFC 6750, RFC 9470). */
    private static Optional<String> challenge(DomainProblem problem) {
        return switch (problem.type()) {
            case NOT_SIGNED_IN -> Optional.of("Bearer");
            case SIGN_IN_AGAIN, SECOND_FACTOR_NEEDED -> Optional.of(stepUp(problem.extensions()));
            default -> Optional.empty();
        };
    }

    private static String stepUp(Map<String, Object> wanted) {
        StringBuilder challenge =
                new StringBuilder("Bearer error=\"insufficient_user_authentication\"");
        if (wanted.containsKey("acrValues")) {
            challenge.append(", acr_values=\"").append(wanted.get("acrValues")).append('"');
        }
        if (wanted.containsKey("maxAge")) {
            challenge.append(", max_age=\"").append(wanted.get("maxAge")).append('"');
        }
        return challenge.toString();
    }

    private static long seconds(DomainProblem problem) {
        return Math.max(1, problem.retryAfter().toSeconds());
    }

    private static byte[] body(DomainProblem problem, RoutingContext request) {
        ProblemType type = problem.type();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", ProblemPages.PATH + type.slug());
        body.put("title", type.title());
        body.put("status", type.status());
        if (problem.getMessage() != null) {
            body.put("detail", problem.getMessage());
        }
        body.put("code", type.slug());
        body.put("requestId", requestId(request));
        if (!problem.violations().isEmpty()) {
            body.put("violations", problem.violations().stream().limit(MOST_VIOLATIONS).toList());
        }
        problem.extensions().forEach(body::putIfAbsent);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException mistake) {
            return ("{\"type\":\"" + ProblemPages.PATH + type.slug() + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    static String requestId(RoutingContext request) {
        String id = request == null ? null : request.get(REQUEST_ID);
        return id == null ? "unknown" : id;
    }
}
