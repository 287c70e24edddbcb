package org.almoner.access;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** No donor's request gets anywhere on a session that has ended, whatever it asks for (AU-7). */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
class RequireLiveSession implements ContainerRequestFilter {

    private final CurrentDonor donor;
    private final ResourceInfo operation;

    RequireLiveSession(CurrentDonor donor, ResourceInfo operation) {
        this.donor = donor;
        this.operation = operation;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RolesAllowed allowed = operation.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (allowed != null && List.of(allowed.value()).contains(Roles.DONOR)) {
            donor.session();
        }
    }
}
