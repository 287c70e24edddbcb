package org.almoner.tax;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.almoner.id.NumberForPeople;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.Wording;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.signature.SignerCertificate;
import org.almoner.signature.SignerCertificates;
import org.almoner.statement.DocumentKind;

/**
 * Tells whoever holds a statement whether it is genuine and still valid. The code on it is 75
 * random bits; what is told holds nothing of the donor.
 */
@Path("/v1/statement-verifications")
class VerificationsResource {

    /** More than an office has certificates in a century. */
    private static final int MOST_CERTIFICATES = 100;

    private final TaxHistory history;
    private final SignerCertificates certificates;
    private final Offices offices;

    VerificationsResource(TaxHistory history, SignerCertificates certificates, Offices offices) {
        this.history = history;
        this.certificates = certificates;
        this.offices = offices;
    }

    /** Whether a statement still stands. */
    enum Validity {
        VALID,
        CANCELLED,
        REPLACED
    }

    /**
     * What is told of a genuine statement.
     *
     * @param certificate under which the document was signed as it was issued; {@code null} without
     *     a signature
     * @param otherCertificates under which the office signed at other times: duplicates carry the
     *     signature of their day
     */
    record Verification(
            Validity validity,
            @JsonIgnore OfficeCode office,
            DocumentKind kind,
            String number,
            String issuer,
            LocalDate issuedOn,
            LocalDate from,
            LocalDate to,
            Money total,
            String replacedBy,
            SignerCertificate certificate,
            List<SignerCertificate> otherCertificates) {}

    /** For programs, and for the website's own page. */
    @GET
    @Path("/{code}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Verification forPrograms(@PathParam("code") String code) {
        return verify(code);
    }

    @CheckedTemplate(basePath = "tax")
    static class Templates {
        static native TemplateInstance verification(
                Verification statement, String answer, Wording words, LetterParts parts);
    }

    /** For whoever scans the code on a statement: a page in the reader's language. */
    @GET
    @Path("/{code}")
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.9")
    public Response forPeople(
            @PathParam("code") String code, @HeaderParam("Accept-Language") String wanted) {
        Verification statement = verify(code);
        Office office = offices.byCode(statement.office());
        String language = office.localeFor(preferred(wanted)).getLanguage();
        LetterParts parts = LetterParts.of("taxmail", language, Letterhead.of(office));
        String page =
                Templates.verification(
                                statement,
                                parts.words().say("verify.answer." + statement.validity()),
                                parts.words(),
                                parts)
                        .render();
        return Response.ok(page)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }

    /** What the browser asks for first; a header that cannot be read asks for nothing. */
    private static Locale preferred(String header) {
        try {
            return Locale.LanguageRange.parse(header == null ? "*" : header).stream()
                    .map(it -> Locale.forLanguageTag(it.getRange()))
                    .filter(it -> !it.getLanguage().isEmpty())
                    .findFirst()
                    .orElse(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            return Locale.ROOT;
        }
    }

    /** The statement of a code, typed with or without hyphens and in any case. */
    private Verification verify(String code) {
        String plain = code.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        if (!NumberForPeople.isValid(plain)) {
            throw DomainProblem.notFound();
        }
        StatementView found =
                history.byVerification(plain)
                        .filter(it -> it.sha256() != null)
                        .orElseThrow(DomainProblem::notFound);
        Map<Boolean, List<SignerCertificate>> ofOffice =
                certificates.of(found.office(), MOST_CERTIFICATES).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        it -> it.sha256().equals(found.certificate())));
        return new Verification(
                switch (found.state()) {
                    case NUMBERED, ISSUED -> Validity.VALID;
                    case CANCELLED -> Validity.CANCELLED;
                    case REPLACED -> Validity.REPLACED;
                },
                found.office(),
                found.kind(),
                found.number(),
                offices.byCode(found.office()).legalName(),
                found.issuedOn(),
                found.from(),
                found.to(),
                found.total(),
                found.replacedBy(),
                ofOffice.get(true).stream().findFirst().orElse(null),
                ofOffice.get(false));
    }
}
