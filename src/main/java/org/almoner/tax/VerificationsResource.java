package org.almoner.tax;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.Locale;
import org.almoner.id.NumberForPeople;
import org.almoner.money.Money;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.statement.DocumentKind;

/**
 * Tells whoever holds a statement whether it is genuine and still valid. The code on it is 75
 * random bits; what is told holds nothing of the donor.
 */
@Path("/v1/statement-verifications")
@Produces(MediaType.APPLICATION_JSON)
class VerificationsResource {

    private final TaxHistory history;
    private final Offices offices;

    VerificationsResource(TaxHistory history, Offices offices) {
        this.history = history;
        this.offices = offices;
    }

    /** Whether a statement still stands. */
    enum Validity {
        VALID,
        CANCELLED,
        REPLACED
    }

    /** What is told of a genuine statement. */
    record Verification(
            Validity validity,
            DocumentKind kind,
            String number,
            String issuer,
            LocalDate issuedOn,
            LocalDate from,
            LocalDate to,
            Money total,
            String replacedBy) {}

    /** The statement of a code, typed with or without hyphens and in any case. */
    @GET
    @Path("/{code}")
    @PermitAll
    public Verification verify(@PathParam("code") String code) {
        String plain = code.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        if (!NumberForPeople.isValid(plain)) {
            throw DomainProblem.notFound();
        }
        StatementView found =
                history.byVerification(plain)
                        .filter(it -> it.sha256() != null)
                        .orElseThrow(DomainProblem::notFound);
        return new Verification(
                switch (found.state()) {
                    case NUMBERED, ISSUED -> Validity.VALID;
                    case CANCELLED -> Validity.CANCELLED;
                    case REPLACED -> Validity.REPLACED;
                },
                found.kind(),
                found.number(),
                offices.byCode(found.office()).legalName(),
                found.issuedOn(),
                found.from(),
                found.to(),
                found.total(),
                found.replacedBy());
    }
}
