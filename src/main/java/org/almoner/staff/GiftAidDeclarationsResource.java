package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.donor.DonorId;
import org.almoner.giftaid.DeclarationChannel;
import org.almoner.giftaid.DeclarationView;
import org.almoner.giftaid.GiftAidDesk;
import org.almoner.giftaid.GiftAidHistory;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Gift Aid declarations: those on paper and by telephone, and what became of all of them. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class GiftAidDeclarationsResource {

    private static final String ONE_LINE = "\\P{Cntrl}*";

    private final GiftAidHistory history;
    private final GiftAidDesk desk;
    private final RecordDeclaration record;
    private final JoinDonors people;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    GiftAidDeclarationsResource(
            GiftAidHistory history,
            GiftAidDesk desk,
            RecordDeclaration record,
            JoinDonors people,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.history = history;
        this.desk = desk;
        this.record = record;
        this.people = people;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * A declaration on paper or by telephone.
     *
     * @param gift {@code null} for all gifts
     * @param pastYears {@code null} for none
     * @param evidence where the form or the recording is kept
     * @param recorded whether a spoken one can be listened to; {@code null} for no
     */
    record Declaration(
            @NotNull DeclarationChannel channel,
            @NotNull LocalDate declaredOn,
            UUID gift,
            @Min(0) @Max(4) Integer pastYears,
            @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String evidence,
            Boolean recorded) {

        GiftAidDesk.Wish of(DonorId donor) {
            if (channel == DeclarationChannel.WEB) {
                throw DomainProblem.invalid(
                        "/channel",
                        "not_by_staff",
                        "PAPER or ORAL; a box on the web is ticked by the donor.");
            }
            boolean isRecorded = Boolean.TRUE.equals(recorded);
            if (isRecorded && channel != DeclarationChannel.ORAL) {
                throw DomainProblem.invalid(
                        "/recorded", "only_spoken", "Only a spoken declaration is recorded.");
            }
            return new GiftAidDesk.Wish(
                    donor,
                    channel,
                    declaredOn,
                    gift,
                    pastYears == null ? 0 : pastYears,
                    evidence.strip(),
                    isRecorded);
        }
    }

    /** Writes a declaration down, once per key. */
    @POST
    @Path("/donors/{id}/gift-aid-declarations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response declare(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Declaration body) {
        return record.record(new DonorId(PathId.read(id)), body, IdempotencyKey.required(key))
                .response();
    }

    /** What a person declared with any of his records, the latest first. */
    @GET
    @Path("/donors/{id}/gift-aid-declarations")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<DeclarationView> ofDonor(@PathParam("id") String id) {
        StaffDonors.Person person = people.show(PathId.read(id));
        return new Listing<>(
                history.ofDonors(
                        person.records().stream().map(it -> new DonorId(it.id())).toList()),
                null);
    }

    /** Declarations to the caller's offices, the latest first. */
    @GET
    @Path("/gift-aid-declarations")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<DeclarationView> list(@BeanParam NewestFirst wanted) {
        Listing<DeclarationView> page =
                wanted.of(staff, history::page, it -> new TimeAndId(it.recordedAt(), it.id()));
        writeDown.look(
                "gift-aid-declarations.listed",
                "declarations",
                OfficeScope.of(staff, wanted.office()));
        return page;
    }

    /**
     * The end of a declaration.
     *
     * @param from gifts of this day and later are not covered; {@code null} for today
     * @param neverMade {@code null} for no
     */
    record Cancellation(
            LocalDate from,
            Boolean neverMade,
            @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {}

    /** Cancels a declaration. */
    @POST
    @Path("/gift-aid-declarations/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    @Transactional
    public DeclarationView cancel(@PathParam("id") String id, @NotNull @Valid Cancellation body) {
        DeclarationView found = mine(id);
        boolean neverMade = Boolean.TRUE.equals(body.neverMade());
        if (neverMade && body.from() != null) {
            throw DomainProblem.invalid(
                    "/from", "not_together", "What was never made ends on no day.");
        }
        DeclarationView cancelled =
                desk.cancel(
                        found.id(), body.from(), neverMade, body.reason().strip(), staff.subject());
        writeDown.act(
                neverMade ? "gift-aid-declaration.voided" : "gift-aid-declaration.cancelled",
                object(found),
                found.office().value(),
                body.reason());
        return cancelled;
    }

    /** The day on which a written record was posted. */
    record WrittenRecord(@NotNull LocalDate sentOn) {}

    /** Notes that the written record of a spoken declaration was sent by post. */
    @POST
    @Path("/gift-aid-declarations/{id}/written-record")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    @Transactional
    public DeclarationView sent(@PathParam("id") String id, @NotNull @Valid WrittenRecord body) {
        DeclarationView found = mine(id);
        DeclarationView sent = desk.recordSent(found.id(), body.sentOn());
        writeDown.act(
                "gift-aid-declaration.record-sent", object(found), found.office().value(), null);
        return sent;
    }

    private DeclarationView mine(String id) {
        DeclarationView found = history.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(found.office());
        return found;
    }

    static String object(DeclarationView declaration) {
        return "gift-aid-declaration/" + declaration.id();
    }
}
