package org.almoner.mode;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.almoner.problem.DomainProblem;

/** Answers 404 for everything {@link SandboxOnly} when real money is at stake. */
@Provider
@SandboxOnly
@Priority(Priorities.AUTHENTICATION - 100)
class SandboxOnlyFilter implements ContainerRequestFilter {

    private final RunMode mode;

    SandboxOnlyFilter(RunMode mode) {
        this.mode = mode;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!mode.isSandbox()) {
            throw DomainProblem.notFound();
        }
    }
}
