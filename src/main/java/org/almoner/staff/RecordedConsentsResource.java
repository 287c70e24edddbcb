package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.access.Roles;
import org.almoner.consent.ConsentCall;
import org.almoner.consent.ConsentDecision;
import org.almoner.consent.RecordAnswer;
import org.almoner.donor.DonorId;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** What donors say on paper, by telephone or at the desk. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class RecordedConsentsResource {

    private static final String ONE_LINE = "\\P{Cntrl}*";

    private final RecordConsent record;

    RecordedConsentsResource(RecordConsent record) {
        this.record = record;
    }

    /** Which words were answered. */
    record Text(
            @NotBlank @Size(max = 60) String id,
            @NotNull @Min(1) @Max(100_000) Integer version,
            @NotNull @Pattern(regexp = "de|en|nl|fr", message = "one of de, en, nl and fr")
                    String locale) {}

    /** A call in which it was said; prints nothing of it. */
    record Call(
            @NotNull ConsentCall.Caller by,
            @NotNull Instant at,
            @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String spokenBy,
            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String note) {

        ConsentCall call() {
            return new ConsentCall(by, at, spokenBy.strip(), note.strip());
        }

        @Override
        public String toString() {
            return "Call";
        }
    }

    /**
     * An answer that was said to somebody of the office.
     *
     * @param saidOn the day on the form; {@code null} for a call
     * @param document a form that is kept already; {@code null} for a call
     * @param call {@code null} for a form
     */
    record Said(
            @NotNull @Valid Text text,
            @NotNull ConsentDecision decision,
            @NotNull RecordAnswer.Way how,
            LocalDate saidOn,
            UUID document,
            @Valid Call call) {

        RecordAnswer.Wish of(DonorId donor) {
            if (decision == ConsentDecision.NOTED) {
                throw DomainProblem.invalid(
                        "/decision", "not_offered", "GIVEN, REFUSED or OBJECTED.");
            }
            return new RecordAnswer.Wish(
                    donor,
                    new RecordAnswer.Text(text.id(), text.version(), text.locale()),
                    decision,
                    how,
                    saidOn,
                    document,
                    call == null ? null : call.call());
        }
    }

    /** Keeps a signed form. */
    @POST
    @Path("/donors/{id}/consent-documents")
    @Consumes({"application/pdf", "image/jpeg", "image/png"})
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public Response keep(@PathParam("id") String id, byte[] content) {
        return Response.status(Response.Status.CREATED)
                .entity(record.keep(PathId.read(id), content == null ? new byte[0] : content))
                .build();
    }

    /** Writes an answer down, once per key. */
    @POST
    @Path("/donors/{id}/consents")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public Response record(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Said said) {
        UUID donor = PathId.read(id);
        return record.record(donor, said.of(new DonorId(donor)), IdempotencyKey.required(key))
                .response();
    }
}
