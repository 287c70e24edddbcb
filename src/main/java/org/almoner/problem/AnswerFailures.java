package org.almoner.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns everything that can go wrong in a resource, or before one is reached, into the one error
 * contract. Nothing of an exception's message leaves the house.
 */
final class AnswerFailures {

    @ServerExceptionMapper
    Response refused(DomainProblem problem, RoutingContext request) {
        return ProblemAnswer.of(problem, request);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure, RoutingContext request) {
        return ProblemAnswer.of(BrokenConstraints.problem(failure, request), request);
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure, RoutingContext request) {
        return ProblemAnswer.of(UnreadableJson.problem(failure), request);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response notSignedIn(RoutingContext request) {
        return ProblemAnswer.of(notSignedIn(), request);
    }

    @ServerExceptionMapper({ForbiddenException.class, AuthenticationCompletionException.class})
    Response notAllowed(RoutingContext request) {
        return ProblemAnswer.of(
                DomainProblem.of(ProblemType.NOT_ALLOWED, "Your role does not cover this."),
                request);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JacksonException unreadable) {
            return ProblemAnswer.of(UnreadableJson.problem(unreadable), request);
        }
        if (failure instanceof NotFoundException
                && failure.getCause() != null
                && request.request().query() != null) {
            return ProblemAnswer.of(
                    DomainProblem.invalid(
                            "query:", "wrong_type", "A query parameter has the wrong shape."),
                    request);
        }
        Response own = failure.getResponse();
        if (own.getStatus() < 400) {
            return own;
        }
        Response answer =
                ProblemAnswer.of(ForeignStatus.problem(own.getStatus(), failure, request), request);
        String allow = own.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response anythingElse(Throwable failure, RoutingContext request) {
        return ProblemAnswer.of(UnplannedFailure.problem(failure, request), request);
    }

    static DomainProblem notSignedIn() {
        return DomainProblem.of(
                ProblemType.NOT_SIGNED_IN,
                "Send the header Authorization with a bearer token that is valid now.");
    }
}
