package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.donor.DonorId;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementMark;
import org.almoner.tax.Correction;
import org.almoner.tax.CorrectionView;
import org.almoner.tax.StatementRuns;
import org.almoner.tax.StatementState;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxHistory;

/** Tax statements as staff see them. */
@Path("/v1/staff/tax-statements")
@Produces(MediaType.APPLICATION_JSON)
class TaxStatementsResource {

    private static final String PDF = "application/pdf";

    private final TaxHistory history;
    private final ActOnStatements act;
    private final DescribeStatements describe;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    TaxStatementsResource(
            TaxHistory history,
            ActOnStatements act,
            DescribeStatements describe,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.history = history;
        this.act = act;
        this.describe = describe;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Which statements, as the query says it. */
    record Wanted(
            @QueryParam("q") String q,
            @QueryParam("office") String office,
            @QueryParam("year") String year,
            @QueryParam("state") String state,
            @QueryParam("run") String run,
            @QueryParam("lettersMissing") String lettersMissing,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        @Override
        public String toString() {
            return "Wanted[…]";
        }

        private TaxHistory.Search search(OfficeScope scope) {
            List<String> words =
                    GiftSearch.words(q)
                            .map(it -> Arrays.asList(it.text().split("\\s+")))
                            .orElse(List.of());
            return new TaxHistory.Search(
                    scope.every() ? null : List.copyOf(scope.codes()),
                    year == null ? null : Integer.valueOf(StatementWish.year(year)),
                    QueryValue.oneOf("state", state, StatementState.class),
                    words,
                    run == null ? null : PathId.read(run),
                    QueryValue.flag("lettersMissing", lettersMissing));
        }
    }

    /** Statements of the caller's offices, latest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<DescribeStatements.StaffStatement> list(@BeanParam Wanted wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<StatementView> found =
                history.find(
                        wanted.search(scope),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        writeDown.look("tax-statements.listed", "tax-statements", scope);
        return describe.page(found, page.limit());
    }

    /**
     * Whose statement is to be issued.
     *
     * @param donor any of the person's records
     */
    record Issue(
            @NotNull UUID donor,
            @NotNull OfficeCode office,
            @NotNull @Min(2000) @Max(2099) Integer year,
            LocalDate until,
            Boolean waitsForReturns,
            Boolean mails) {

        StatementRuns.Wish wish() {
            return new StatementRuns.Wish(
                    office,
                    year,
                    until,
                    waitsForReturns == null || waitsForReturns,
                    mails != null && mails);
        }
    }

    /** Issues the statement of one person, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response issue(
            @HeaderParam("Idempotency-Key") String key, @NotNull @Valid Issue wanted) {
        return act.issue(new DonorId(wanted.donor()), wanted.wish(), IdempotencyKey.required(key))
                .response();
    }

    /** One statement. */
    @GET
    @Path("/{number}")
    @RolesAllowed(Roles.FINANCE)
    public DescribeStatements.StaffStatement show(@PathParam("number") String number) {
        return describe.one(act.mine(number));
    }

    /** How far a page has come in the list. */
    record Page(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {}

    /** The gifts on a statement, oldest first. */
    @GET
    @Path("/{number}/gifts")
    @RolesAllowed(Roles.FINANCE)
    public Listing<StatementLine> gifts(
            @PathParam("number") String number, @BeanParam Page wanted) {
        StatementView statement = act.mine(number);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        int after = page.markAs(Integer::valueOf).orElse(0);
        List<StatementLine> found = history.lines(statement.id(), after, page.limit() + 1);
        return found.size() <= page.limit()
                ? new Listing<>(found, null)
                : new Listing<>(
                        found.subList(0, page.limit()),
                        PageRequest.cursorFor(String.valueOf(after + page.limit())));
    }

    /** The document: as issued, or a marked copy. */
    @GET
    @Path("/{number}/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FINANCE)
    public Response document(@PathParam("number") String number, @QueryParam("mark") String mark) {
        StatementMark wanted = mark(mark);
        StatementView statement = act.mine(number);
        byte[] document =
                history.document(statement.id(), wanted).orElseThrow(DomainProblem::notFound);
        writeDown.act(
                "tax-statement.opened",
                "tax-statement/" + statement.number(),
                statement.office().value(),
                null);
        return Response.ok(document, PDF)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + statement.number() + ".pdf\"")
                .build();
    }

    private static StatementMark mark(String text) {
        StatementMark mark = QueryValue.oneOf("mark", text, StatementMark.class);
        return mark == null ? StatementMark.ORIGINAL : mark;
    }

    /** Tells the donor of a statement by mail once more. */
    @POST
    @Path("/{number}/deliveries")
    @RolesAllowed(Roles.FINANCE)
    public Response deliver(@PathParam("number") String number) {
        act.tellAgain(number);
        return Response.accepted().build();
    }

    /** Why a statement is corrected; kept with it. */
    record Reason(
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Reason[…]";
        }
    }

    /** Makes a statement void, or asks a second person to agree to it. */
    @POST
    @Path("/{number}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response cancel(@PathParam("number") String number, @NotNull @Valid Reason why) {
        return answered(act.correct(number, Correction.CANCEL, why.reason()));
    }

    /** Replaces a statement by one of today, or asks a second person to agree to it. */
    @POST
    @Path("/{number}/replacement")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response replace(@PathParam("number") String number, @NotNull @Valid Reason why) {
        return answered(act.correct(number, Correction.REPLACE, why.reason()));
    }

    private static Response answered(CorrectionView correction) {
        Response.Status status =
                correction.state() == CorrectionView.State.WAITING
                        ? Response.Status.ACCEPTED
                        : Response.Status.CREATED;
        return Response.status(status).entity(correction).build();
    }
}
