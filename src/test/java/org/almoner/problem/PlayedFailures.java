package org.almoner.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;

/** Fails in every way a resource can; exists in tests only. */
@Path("/test-only")
class PlayedFailures {

    record Inner(@NotNull String town, String postcode) {}

    record Body(
            @NotNull @Valid Money amount,
            String text,
            Integer whole,
            Boolean yes,
            Cadence cadence,
            UUID id,
            Instant at,
            LocalDate day,
            @Valid Inner inner,
            List<@Valid Inner> inners) {}

    record Primitive(long amount, String currency) {}

    @POST
    @Path("/body")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Body echo(@NotNull @Valid Body body) {
        return body;
    }

    @POST
    @Path("/primitive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Primitive primitive(@NotNull @Valid Primitive body) {
        return body;
    }

    @POST
    @Path("/bytes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Map<String, Integer> bytes(byte[] body) {
        return Map.of("length", body.length);
    }

    @GET
    @Path("/ids/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Map<String, UUID> id(@PathParam("id") UUID id) {
        return Map.of("id", id);
    }

    @GET
    @Path("/pages")
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Map<String, Integer> page(@QueryParam("limit") @Max(100) Integer limit) {
        return Map.of("limit", limit == null ? 25 : limit);
    }

    @GET
    @Path("/staff")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("admin")
    public Map<String, String> staff() {
        return Map.of();
    }

    @GET
    @Path("/unannotated")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> unannotated() {
        return Map.of();
    }

    @GET
    @Path("/failures/{kind}")
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Map<String, String> fail(@PathParam("kind") String kind) throws Exception {
        throw switch (kind) {
            case "mistake" -> new IllegalStateException("Erika Mustermann, DE02120300000000202051");
            case "declined" -> DomainProblem.of(ProblemType.PAYMENT_DECLINED, null);
            case "step" ->
                    DomainProblem.of(ProblemType.STEP_OUT_OF_ORDER, "Enter the donor first.")
                            .with("stepNeeded", "DONOR");
            case "running" ->
                    DomainProblem.of(ProblemType.STILL_RUNNING, "Wait.")
                            .retryAfter(Duration.ofMillis(10));
            case "database-gone" ->
                    new RuntimeException(new SQLException("terminating connection", "57P01"));
            case "database-slow" -> new SQLException("canceling statement", "57014");
            case "pool-empty" ->
                    new SQLException("Acquisition timeout while waiting for new connection");
            case "socket" -> new SQLException("I/O error", "08006");
            case "connecting" -> whileConnecting();
            case "constraint" -> new SQLException("duplicate key erika@example.org", "23505");
            case "frozen" -> notCommitted(null);
            case "commit-refused" -> notCommitted(new SQLException("duplicate key", "23505"));
            case "late" -> new OptimisticLockException("late");
            default -> new Exception(kind);
        };
    }

    /** What the end of a transaction throws that was rolled back before. */
    private static RollbackException notCommitted(Throwable reason) {
        RollbackException failure =
                new RollbackException("ARJUNA016053: Could not commit transaction.");
        if (reason != null) {
            failure.initCause(reason);
        }
        return failure;
    }

    /** What the driver throws for whatever keeps it from connecting, in the machine's language. */
    private static SQLException whileConnecting() {
        SQLException failure = new SQLException("Etwas Ungewöhnliches ist passiert", "99999");
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("org.postgresql.Driver", "connect", "Driver.java", 1)
                });
        return failure;
    }
}
