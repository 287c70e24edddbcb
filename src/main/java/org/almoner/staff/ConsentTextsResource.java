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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.almoner.access.Roles;
import org.almoner.consent.TextPreview;
import org.almoner.consent.TextVersion;
import org.almoner.consent.TextWish;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.idempotency.IdempotencyKey;

/** What donors of an office are told and asked, and the next versions of it. */
@Path("/v1/staff/offices/{code}/consent-texts")
@Produces(MediaType.APPLICATION_JSON)
class ConsentTextsResource {

    private static final String ONE_LINE = "[^\\p{Cntrl}]*";

    private final WriteTexts write;

    ConsentTextsResource(WriteTexts write) {
        this.write = write;
    }

    /** The words in all languages in which donors are written to. */
    record Words(@NotNull String de, @NotNull String en, @NotNull String nl, @NotNull String fr) {

        private Map<String, String> byLocale() {
            return Map.of("de", de, "en", en, "nl", nl, "fr", fr);
        }
    }

    /**
     * The next version.
     *
     * @param basedOn the newest version its writer has seen
     * @param legalBasis {@code null} to leave it
     */
    record Next(
            @NotNull @Min(1) @Max(100_000) Integer basedOn,
            @NotNull Instant validFrom,
            @Size(max = 200) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String legalBasis,
            @NotNull @Valid Words words) {

        private TextWish wish(String text) {
            return new TextWish(text, basedOn, validFrom, legalBasis, words.byLocale());
        }

        @Override
        public String toString() {
            return "Next[after " + basedOn + "]";
        }
    }

    /** Why a text is not shown any more. */
    record Why(
            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {}

    /** Which texts, and how far a page has come. */
    record Page(
            @QueryParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** Everything of one moment, as the widget would show it. */
    record Preview(
            TextVersion version,
            TextVersion former,
            List<Shown> shown,
            List<TextPreview.Remark> remarks) {

        static Preview of(TextPreview it) {
            return new Preview(
                    it.version(),
                    it.former(),
                    it.shown().stream()
                            .map(
                                    text ->
                                            new Shown(
                                                    text.id(),
                                                    text.version(),
                                                    text.control().name(),
                                                    text.required(),
                                                    text.text()))
                            .toList(),
                    it.remarks());
        }
    }

    /** One text among those that are shown together. */
    record Shown(String id, int version, String control, boolean required, String text) {}

    /** All versions of all texts of an office, in the order of showing. */
    @GET
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<TextVersion> list(@PathParam("code") String office, @BeanParam Page page) {
        return write.list(office, page.id(), PageRequest.of(page.limit(), page.cursor()));
    }

    /** What would become of a new version; nothing is stored. */
    @POST
    @Path("/{text}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public Preview preview(
            @PathParam("code") String office,
            @PathParam("text") String text,
            @QueryParam("country") String country,
            @QueryParam("locale") String locale,
            @NotNull @Valid Next next) {
        return Preview.of(write.preview(office, next.wish(text), country, locale));
    }

    /** Stores the next version; once per key. */
    @POST
    @Path("/{text}/versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public Response write(
            @PathParam("code") String office,
            @PathParam("text") String text,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Next next) {
        return write.write(office, next.wish(text), IdempotencyKey.required(key)).response();
    }

    /** Ends the showing of a version. */
    @POST
    @Path("/{text}/versions/{version}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public TextVersion withdraw(
            @PathParam("code") String office,
            @PathParam("text") String text,
            @PathParam("version") String version,
            @NotNull @Valid Why why) {
        return write.withdraw(office, text, version, why.reason());
    }
}
