package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.giftaid.ClaimView;
import org.almoner.giftaid.GiftAidClaims;
import org.almoner.giftaid.ScheduleFormat;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Claims of Gift Aid. */
@Path("/v1/staff/gift-aid-claims")
@Produces(MediaType.APPLICATION_JSON)
class GiftAidClaimsResource {

    private static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";
    private static final String CSV = "text/csv";

    private final GiftAidClaims claims;
    private final AskForClaim ask;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    GiftAidClaimsResource(
            GiftAidClaims claims, AskForClaim ask, CurrentStaff staff, WriteDown writeDown) {
        this.claims = claims;
        this.ask = ask;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What is wanted.
     *
     * @param until last day; {@code null} for yesterday
     */
    record Wanted(@NotNull OfficeCode office, LocalDate until) {}

    /** Asks for a claim, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response ask(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid Wanted wanted) {
        return ask.ask(wanted, IdempotencyKey.required(key)).response();
    }

    /** Claims of the caller's offices, newest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<ClaimView> list(@BeanParam NewestFirst wanted) {
        return wanted.of(staff, claims::page, it -> new TimeAndId(it.askedAt(), it.id()));
    }

    /** One claim. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.FINANCE)
    public ClaimView show(@PathParam("id") String id) {
        return mine(id);
    }

    /** How far a page has come. */
    record GiftsWanted(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {}

    /** The gifts behind a claim's rows. */
    @GET
    @Path("/{id}/gifts")
    @RolesAllowed(Roles.FINANCE)
    public Listing<GiftAidClaims.ClaimedGift> gifts(
            @PathParam("id") String id, @BeanParam GiftsWanted wanted) {
        ClaimView claim = mine(id);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<GiftAidClaims.ClaimedGift> found =
                claims.gifts(
                        claim.id(),
                        page.markAs(GiftAidClaimsResource::mark).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), last -> last.line() + "/" + last.gift());
    }

    private static GiftAidClaims.ClaimedGift mark(String text) {
        String[] parts = text.split("/", 2);
        return new GiftAidClaims.ClaimedGift(
                Integer.parseInt(parts[0]), UUID.fromString(parts[1]), null, null, null);
    }

    /**
     * HMRC's answer.
     *
     * @param submittedOn day of the submission
     * @param reference HMRC's
     */
    record Submission(
            @NotNull LocalDate submittedOn,
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String reference) {}

    /** Notes that HMRC has it. */
    @POST
    @Path("/{id}/submission")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public ClaimView submit(@PathParam("id") String id, @NotNull @Valid Submission body) {
        ClaimView claim = mine(id);
        staff.requireSecondFactor();
        ClaimView submitted =
                claims.submit(
                        claim.id(), body.submittedOn(), body.reference().strip(), staff.subject());
        writeDown.act(
                "gift-aid-claim.submitted",
                object(claim),
                claim.office().value(),
                body.reference());
        return submitted;
    }

    /** Gives a claim up. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public ClaimView cancel(@PathParam("id") String id) {
        ClaimView claim = mine(id);
        staff.requireSecondFactor();
        ClaimView cancelled = claims.cancel(claim.id(), staff.subject());
        writeDown.act("gift-aid-claim.cancelled", object(claim), claim.office().value(), null);
        return cancelled;
    }

    /** One schedule of a claim, at most a thousand rows. */
    @GET
    @Path("/{id}/schedules/{part}")
    @Produces({ODS, CSV, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FINANCE)
    public Response schedule(
            @PathParam("id") String id,
            @PathParam("part") String part,
            @QueryParam("format") String format) {
        ClaimView claim = mine(id);
        staff.requireSecondFactor();
        ScheduleFormat wanted = format(format);
        int number = part.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(part) : 0;
        GiftAidClaims.ScheduleFile file = claims.schedule(claim, number, wanted);
        writeDown.act(
                "gift-aid-claim.schedule-taken",
                object(claim),
                claim.office().value(),
                "schedule " + number);
        StreamingOutput out = file::write;
        return Response.ok(out, wanted == ScheduleFormat.ODS ? ODS : CSV)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%d.%s\""
                                .formatted(
                                        claim.number(),
                                        number,
                                        wanted == ScheduleFormat.ODS ? "ods" : "csv"))
                .build();
    }

    private static ScheduleFormat format(String text) {
        try {
            return text == null ? ScheduleFormat.ODS : ScheduleFormat.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw DomainProblem.invalid("query:format", "unknown_format", "ODS or CSV.");
        }
    }

    private ClaimView mine(String id) {
        ClaimView claim = claims.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(claim.office());
        return claim;
    }

    private static String object(ClaimView claim) {
        return "gift-aid-claim/" + claim.id();
    }
}
