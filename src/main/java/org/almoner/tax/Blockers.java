package org.almoner.tax;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.TaxNotice;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.signature.DocumentSigners;

/** Finds out whether an office may issue statements today; asked before each slice of a run. */
@Singleton
class Blockers {

    private final TermsOfStatements terms;
    private final DocumentSigners signers;
    private final InstantSource clock;

    Blockers(TermsOfStatements terms, DocumentSigners signers, InstantSource clock) {
        this.terms = terms;
        this.signers = signers;
        this.clock = clock;
    }

    /** What stands against statements of this office and year today. */
    List<Blocker> of(Office office, TaxYear year) {
        Instant now = clock.instant();
        LocalDate today = office.dayOf(now);
        List<Blocker> found = new ArrayList<>();
        if (!year.to().isBefore(today)) {
            found.add(Blocker.YEAR_NOT_OVER);
        }
        Optional<StatementTerms> inForce = terms.on(office.code(), today);
        if (inForce.isEmpty()) {
            found.add(Blocker.NO_TERMS);
        }
        if (inForce.filter(StatementTerms::mustBeSigned).isPresent()
                && signers.validFor(office.code(), now).isEmpty()) {
            found.add(Blocker.NO_SIGNING_CERTIFICATE);
        }
        if (office.jurisdiction() == Jurisdiction.DE) {
            Optional<TaxNotice> notice = office.noticeOn(today);
            if (notice.isEmpty()) {
                found.add(Blocker.NO_NOTICE);
            } else if (!notice.get().carriesConfirmationsOn(today)) {
                found.add(Blocker.NOTICE_TOO_OLD);
            }
        }
        return found;
    }

    /**
     * @throws DomainProblem 409 naming all that stands against it
     */
    void refuse(Office office, TaxYear year) {
        List<Blocker> found = of(office, year);
        if (!found.isEmpty()) {
            throw DomainProblem.of(
                            ProblemType.WRONG_STATE, "No statements can be issued: " + found + ".")
                    .with("blockers", found);
        }
    }

    /** Last day on which the tax notice carries confirmations; {@code null} where there is none. */
    LocalDate noticeGoodUntil(Office office) {
        return office.noticeOn(office.dayOf(clock.instant()))
                .map(it -> it.dated().plusYears(it.kind().years()))
                .orElse(null);
    }
}
