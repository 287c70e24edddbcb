package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.problem.DomainProblem;

/** What needs a person, and the wish to try it again. */
@Path("/v1/staff/failures")
@Produces(MediaType.APPLICATION_JSON)
class FailuresResource {

    private final ListFailures listFailures;
    private final RetryFailure retryFailure;
    private final CurrentStaff staff;

    FailuresResource(ListFailures listFailures, RetryFailure retryFailure, CurrentStaff staff) {
        this.listFailures = listFailures;
        this.retryFailure = retryFailure;
        this.staff = staff;
    }

    /** Failures of the caller's offices, latest first. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Listing<Failure> list(
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Optional<Failure.Kind> wanted =
                Optional.ofNullable(QueryValue.oneOf("kind", kind, Failure.Kind.class));
        return listFailures.list(OfficeScope.of(staff), wanted, PageRequest.of(limit, cursor));
    }

    /** Tries again; what comes of it is seen in the list. */
    @POST
    @Path("/{kind}/{id}/retry")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response retry(@PathParam("kind") String kind, @PathParam("id") String id) {
        retryFailure.retry(named(kind).orElseThrow(DomainProblem::notFound), PathId.read(id));
        return Response.accepted().build();
    }

    private static Optional<Failure.Kind> named(String name) {
        return Arrays.stream(Failure.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
