package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.tax.RunView;
import org.almoner.tax.StatementArchive;
import org.almoner.tax.StatementRuns;

/** Runs that make all tax statements of an office and a year. */
@Path("/v1/staff/statement-runs")
@Produces(MediaType.APPLICATION_JSON)
class StatementRunsResource {

    private static final String ZIP = "application/zip";
    private static final String PDF = "application/pdf";

    private final StatementRuns runs;
    private final StartStatementRun start;
    private final StatementArchive archive;
    private final DescribeStatements describe;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    StatementRunsResource(
            StatementRuns runs,
            StartStatementRun start,
            StatementArchive archive,
            DescribeStatements describe,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.runs = runs;
        this.start = start;
        this.archive = archive;
        this.describe = describe;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What is wanted.
     *
     * @param until last day; {@code null} for the whole tax year
     * @param waitsForReturns {@code null} for yes
     * @param mails {@code null} for no
     */
    record Wanted(
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

    /** Starts a run, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response start(
            @HeaderParam("Idempotency-Key") String key, @NotNull @Valid Wanted wanted) {
        return start.start(wanted, IdempotencyKey.required(key)).response();
    }

    /** Runs of the caller's offices, newest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<RunView> list(@BeanParam NewestFirst wanted) {
        return wanted.of(staff, runs::newestFirst, it -> new TimeAndId(it.startedAt(), it.id()));
    }

    /** One run. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.FINANCE)
    public RunView show(@PathParam("id") String id) {
        return mine(id);
    }

    private RunView mine(String id) {
        RunView run = runs.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(run.office()));
        return run;
    }

    /** Who got no statement from a run, as the query says it. */
    record LeftOutWanted(
            @QueryParam("reason") String reason,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** Who got no statement from a run, and why. */
    @GET
    @Path("/{id}/left-out")
    @RolesAllowed(Roles.FINANCE)
    public Listing<DescribeStatements.WithoutStatement> leftOut(
            @PathParam("id") String id, @BeanParam LeftOutWanted wanted) {
        RunView run = mine(id);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<StatementRuns.LeftOutPerson> found =
                runs.leftOut(
                        run.id(),
                        StatementWish.reason(wanted.reason()),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        writeDown.act("statement-run.left-out-listed", object(run), run.office(), null);
        return describe.leftOut(found, page.limit());
    }

    /** Ends a run; what has a number is written and stays. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public RunView cancel(@PathParam("id") String id) {
        RunView run = mine(id);
        staff.requireSecondFactor();
        RunView ended = runs.cancel(run.id());
        writeDown.act("statement-run.cancelled", object(run), run.office(), null);
        return ended;
    }

    /** Takes a run up again where it ended. */
    @POST
    @Path("/{id}/resumption")
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public RunView resume(@PathParam("id") String id) {
        RunView run = mine(id);
        staff.requireSecondFactor();
        RunView resumed = runs.resume(run.id());
        writeDown.act("statement-run.resumed", object(run), run.office(), null);
        return resumed;
    }

    /** All documents of a run that is over, as one file. */
    @GET
    @Path("/{id}/archive")
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FINANCE)
    public Response archive(@PathParam("id") String id, @QueryParam("order") String order) {
        RunView run = mine(id);
        staff.requireSecondFactor();
        StatementArchive.Order wanted = order(order);
        requireComplete(run);
        writeDown.act("statement-run.archive-taken", object(run), run.office(), null);
        StreamingOutput file = out -> archive.write(run, wanted, out);
        return Response.ok(file, ZIP)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"statements-"
                                + run.office()
                                + "-"
                                + run.taxYear()
                                + ".zip\"")
                .build();
    }

    /** One print file of a run that is over: a hundred documents, each from a new sheet. */
    @GET
    @Path("/{id}/print-files/{part}")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FINANCE)
    public Response print(
            @PathParam("id") String id,
            @PathParam("part") String part,
            @QueryParam("order") String order) {
        RunView run = mine(id);
        staff.requireSecondFactor();
        StatementArchive.Order wanted = order(order);
        requireComplete(run);
        int number = part.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(part) : 0;
        int parts = archive.printParts(run);
        if (number < 1 || number > parts) {
            throw DomainProblem.notFound();
        }
        writeDown.act("statement-run.printed", object(run), run.office(), "part " + number);
        StreamingOutput file = out -> archive.print(run, wanted, number, out);
        return Response.ok(file, PDF)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"statements-%s-%d-%d-of-%d.pdf\""
                                .formatted(run.office(), run.taxYear(), number, parts))
                .build();
    }

    private static void requireComplete(RunView run) {
        if (!StatementArchive.isComplete(run)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The run is "
                            + run.state()
                            + "; its documents are there once all are written.");
        }
    }

    private static StatementArchive.Order order(String text) {
        StatementArchive.Order order =
                QueryValue.oneOf("order", text, StatementArchive.Order.class);
        return order == null ? StatementArchive.Order.NAME : order;
    }

    private static String object(RunView run) {
        return "statement-run/" + run.id();
    }
}
