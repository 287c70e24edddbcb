package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.payment.DirectDebitBatches;
import org.almoner.payment.DirectDebitBatches.Batch;
import org.almoner.problem.DomainProblem;

/** Batches of direct debits for the bank. */
@Path("/v1/staff/direct-debit-batches")
@Produces(MediaType.APPLICATION_JSON)
class DirectDebitBatchesResource {

    private static final Set<String> STATES = Set.of("BATCHED", "SETTLED", "RETURNED", "REJECTED");

    private final DirectDebitBatches batches;
    private final AskForBatch ask;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    DirectDebitBatchesResource(
            DirectDebitBatches batches, AskForBatch ask, CurrentStaff staff, WriteDown writeDown) {
        this.batches = batches;
        this.ask = ask;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What is wanted.
     *
     * @param until last day of debit; {@code null} for two weeks from today
     */
    record Wanted(@NotNull OfficeCode office, LocalDate until) {}

    /** Asks for a batch, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response ask(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid Wanted wanted) {
        return ask.ask(wanted, IdempotencyKey.required(key)).response();
    }

    /** Batches of the caller's offices, newest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<Batch> list(@BeanParam NewestFirst wanted) {
        return wanted.of(staff, batches::page, it -> new TimeAndId(it.askedAt(), it.id()));
    }

    /** One batch with its blocks. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.FINANCE)
    public Batch show(@PathParam("id") String id) {
        return mine(id);
    }

    /** Which of them, and how far a page has come. */
    record CollectionsWanted(
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private String checkedState() {
            if (state != null && !STATES.contains(state)) {
                throw DomainProblem.invalid(
                        "query:state",
                        "unknown_value",
                        "One of " + String.join(", ", STATES.stream().sorted().toList()) + ".");
            }
            return state;
        }
    }

    /** What a batch holds. */
    @GET
    @Path("/{id}/collections")
    @RolesAllowed(Roles.FINANCE)
    public Listing<DirectDebitBatches.Collection> collections(
            @PathParam("id") String id, @BeanParam CollectionsWanted wanted) {
        Batch batch = mine(id);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<DirectDebitBatches.Collection> found =
                batches.collections(
                        batch.id(),
                        wanted.checkedState(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> it.payment().toString());
    }

    /** The file for the bank. */
    @GET
    @Path("/{id}/file")
    @Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Response file(@PathParam("id") String id) {
        Batch batch = mine(id);
        staff.requireSecondFactor();
        DirectDebitBatches.BatchFile file = batches.file(batch.id());
        writeDown.act("direct-debit-batch.taken", object(batch), batch.office(), batch.sha256());
        StreamingOutput out = file::write;
        return Response.ok(out, MediaType.APPLICATION_XML)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s.xml\"".formatted(batch.number()))
                .build();
    }

    /** When it was sent. */
    record Submission(@NotNull LocalDate sentOn) {}

    /** Notes that the bank has it. */
    @POST
    @Path("/{id}/submission")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Batch sent(@PathParam("id") String id, @NotNull @Valid Submission body) {
        Batch batch = mine(id);
        staff.requireSecondFactor();
        Batch sent = batches.sent(batch.id(), body.sentOn(), staff.subject());
        writeDown.act(
                "direct-debit-batch.sent", object(batch), batch.office(), "on " + sent.sentOn());
        return sent;
    }

    /** What the caller knows of the file. */
    record Cancellation(@NotNull Boolean neverReachedTheBank) {}

    /** Gives a batch up. */
    @POST
    @Path("/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Batch cancel(@PathParam("id") String id, @NotNull @Valid Cancellation body) {
        Batch batch = mine(id);
        staff.requireSecondFactor();
        Batch cancelled = batches.cancel(batch.id(), body.neverReachedTheBank(), staff.subject());
        writeDown.act(
                "direct-debit-batch.cancelled",
                object(batch),
                batch.office(),
                batch.takenAt() == null ? "never taken" : "never reached the bank");
        return cancelled;
    }

    private Batch mine(String id) {
        Batch batch = batches.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(batch.office()));
        return batch;
    }

    private static String object(Batch batch) {
        return "direct-debit-batch/" + batch.id();
    }
}
