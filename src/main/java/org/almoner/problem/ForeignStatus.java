package org.almoner.problem;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Gives a status that the framework chose the words of our own contract. */
final class ForeignStatus {

    private ForeignStatus() {}

    static DomainProblem problem(int status, Throwable failure, RoutingContext request) {
        return switch (status) {
            case 401 -> AnswerFailures.notSignedIn();
            case 403 -> DomainProblem.of(ProblemType.NOT_ALLOWED, "Your role does not cover this.");
            case 404, 410 -> DomainProblem.notFound();
            case 405, 501 ->
                    DomainProblem.of(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "The contract lists the methods of every address.");
            case 406 ->
                    DomainProblem.of(
                            ProblemType.NOT_ACCEPTABLE,
                            "The contract lists the formats of every answer.");
            case 413 -> tooLarge();
            case 414 ->
                    DomainProblem.of(
                            ProblemType.ADDRESS_TOO_LONG, "The contract lists all addresses.");
            case 415 ->
                    DomainProblem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Send the body as application/json.");
            case 431 ->
                    DomainProblem.of(
                            ProblemType.HEADERS_TOO_LARGE, "All headers together have a limit.");
            case 429 ->
                    DomainProblem.of(ProblemType.TOO_MANY_REQUESTS, "Wait before the next try.")
                            .retryAfter(Duration.ofSeconds(30));
            case 502, 503, 504 -> UnplannedFailure.unavailable();
            default -> other(status, failure, request);
        };
    }

    private static DomainProblem other(int status, Throwable failure, RoutingContext request) {
        if (status >= 400 && status < 500) {
            return UnreadableJson.malformed("The request is not valid HTTP or not valid JSON.");
        }
        return UnplannedFailure.problem(failure, request);
    }

    static DomainProblem tooLarge() {
        return DomainProblem.of(
                ProblemType.BODY_TOO_LARGE, "The contract says how large a body may be.");
    }
}
