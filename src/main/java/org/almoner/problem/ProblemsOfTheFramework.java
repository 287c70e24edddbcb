package org.almoner.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;

/** What a failure outside of every resource means in the contract's words. */
public final class ProblemsOfTheFramework {

    private ProblemsOfTheFramework() {}

    /**
     * The problem for a request that failed on its way.
     *
     * @param status what the framework would answer; -1 when it does not know
     * @param failure what was thrown; may be {@code null}
     */
    public static DomainProblem of(int status, Throwable failure, RoutingContext request) {
        if (failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException) {
            return AnswerFailures.notSignedIn();
        }
        if (failure instanceof ForbiddenException) {
            return ForeignStatus.problem(403, failure, request);
        }
        if (failure != null && (status < 400 || status >= 500)) {
            return UnplannedFailure.problem(failure, request);
        }
        return ForeignStatus.problem(status < 400 ? 404 : status, failure, request);
    }
}
