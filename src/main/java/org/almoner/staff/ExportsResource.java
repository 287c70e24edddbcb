package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.export.ExportFormat;
import org.almoner.export.ExportKind;
import org.almoner.export.ExportView;
import org.almoner.export.Exports;
import org.almoner.export.RepeatExport;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * Exports for finance, and of the ledger of consents for privacy officers. A kind for others is
 * like one that is not there.
 */
@Path("/v1/staff/exports")
@Produces(MediaType.APPLICATION_JSON)
class ExportsResource {

    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String NUMBER = "[A-Z][A-Z0-9-]{1,7}-X-[0-9]{4}-[0-9]{6,9}";

    private final Exports exports;
    private final AskForExport ask;
    private final RepeatExport repeat;
    private final ExportAudiences audiences;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ExportsResource(
            Exports exports,
            AskForExport ask,
            RepeatExport repeat,
            ExportAudiences audiences,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.exports = exports;
        this.ask = ask;
        this.repeat = repeat;
        this.audiences = audiences;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What is wanted.
     *
     * @param onlyNew {@code null} for no, and for yes if it is a posting batch
     */
    record Wanted(
            @NotNull ExportKind kind,
            @NotNull OfficeCode office,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            Boolean onlyNew,
            @NotNull ExportFormat format) {

        Exports.Wish wish() {
            boolean isNew = onlyNew == null ? kind.onlyNewUnlessSaid() : onlyNew;
            return new Exports.Wish(kind, office, from, to, isNew, format);
        }
    }

    /** Asks for an export, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public Response ask(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid Wanted wanted) {
        return ask.ask(wanted.wish(), IdempotencyKey.required(key)).response();
    }

    /** How far a page has come in the list. */
    record Page(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** Exports of the caller's offices, newest first. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public Listing<ExportView> list(@BeanParam Page wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        Mark mark = page.markAs(Mark::read).orElse(new Mark(null, null));
        List<ExportView> found =
                exports.newestFirst(
                        new Exports.Scope(
                                scope.every() ? null : List.copyOf(scope.codes()),
                                audiences.ofCaller()),
                        mark.at(),
                        mark.number(),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), last -> last.askedAt() + "/" + last.number());
    }

    private record Mark(Instant at, String number) {

        static Mark read(String text) {
            String[] parts = text.split("/", 2);
            return new Mark(Instant.parse(parts[0]), parts[1]);
        }
    }

    /** One export. */
    @GET
    @Path("/{number}")
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public ExportView show(@PathParam("number") String number) {
        return mine(number);
    }

    private ExportView mine(String number) {
        if (!number.matches(NUMBER)) {
            throw DomainProblem.notFound();
        }
        ExportView export = exports.find(number).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(export.office()));
        if (!audiences.ofCaller().contains(export.kind().audience())) {
            throw DomainProblem.notFound();
        }
        return export;
    }

    /** What proves a copy of the file. */
    @GET
    @Path("/{number}/manifest")
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public Response manifest(@PathParam("number") String number) {
        ExportView export = mine(number);
        Exports.requireDone(export);
        return attached(
                Response.ok(export, MediaType.APPLICATION_JSON),
                export.number() + ".manifest.json");
    }

    /** The file, as it was made. */
    @GET
    @Path("/{number}/file")
    @Produces({
        "text/csv",
        XLSX,
        "application/jsonl",
        "application/zip",
        MediaType.APPLICATION_JSON
    })
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public Response file(@PathParam("number") String number) {
        ExportView export = mine(number);
        staff.requireSecondFactor();
        Exports.requireFile(export);
        writeDown.act("export.file-taken", object(export), export.office(), null);
        StreamingOutput file = out -> exports.write(export, out);
        return attached(
                Response.ok(file, export.mediaType()).header("Content-Length", export.bytes()),
                export.fileName());
    }

    private static Response attached(Response.ResponseBuilder answer, String name) {
        return answer.header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    /** Makes the file again and says whether it is the same. */
    @POST
    @Path("/{number}/repetition")
    @RolesAllowed({Roles.FINANCE, Roles.PRIVACY})
    public RepeatExport.Repetition repeat(@PathParam("number") String number) {
        ExportView export = mine(number);
        staff.requireSecondFactor();
        RepeatExport.Repetition repetition = repeat.repeat(export);
        writeDown.act(
                "export.repeated",
                object(export),
                export.office(),
                repetition.equal()
                        ? "equal"
                        : repetition.rowsChanged() + " rows differ, " + repetition.differences());
        return repetition;
    }

    private static String object(ExportView export) {
        return "export/" + export.number();
    }
}
