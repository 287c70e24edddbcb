package org.almoner.tax;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;
import org.almoner.statement.Signature;

/**
 * Acts on single statements: issuing one, cancelling, replacing. Where the office wants it, a
 * correction waits for a second person.
 */
@Singleton
public class TaxDesk {

    private final NumberStatements numbering;
    private final Blockers blockers;
    private final PersonsRows persons;
    private final CorrectionRows corrections;
    private final FrozenStatements frozen;
    private final Outbox outbox;
    private final TermsOfStatements terms;
    private final Offices offices;
    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    TaxDesk(
            NumberStatements numbering,
            Blockers blockers,
            PersonsRows persons,
            CorrectionRows corrections,
            FrozenStatements frozen,
            Outbox outbox,
            TermsOfStatements terms,
            Offices offices,
            Sql sql,
            Ids ids,
            InstantSource clock) {
        this.numbering = numbering;
        this.blockers = blockers;
        this.persons = persons;
        this.corrections = corrections;
        this.frozen = frozen;
        this.outbox = outbox;
        this.terms = terms;
        this.offices = offices;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Issues the statement of one person, in the caller's transaction; its document is written
     * within seconds.
     *
     * @param donor any of the person's rows
     * @param wish the year; the person is told by mail if it says so
     * @return id of the statement
     * @throws DomainProblem as {@link StatementRuns#start}, and 409 naming the reason when the
     *     person gets none
     */
    @Transactional(TxType.MANDATORY)
    public UUID issue(DonorId donor, StatementRuns.Wish wish) {
        Office office = offices.find(wish.office()).orElseThrow(DomainProblem::notFound);
        TaxYear year = StatementRuns.year(wish, office);
        blockers.refuse(office, year);
        UUID person = persons.personOf(donor).orElseThrow(DomainProblem::notFound);
        return number(
                new Job(
                        office,
                        year,
                        termsOf(office),
                        wish.waitsForReturns(),
                        null,
                        wish.mails(),
                        null,
                        clock.instant()),
                person);
    }

    private UUID number(Job job, UUID person) {
        NumberStatements.Outcome outcome = numbering.number(job, List.of(person)).get(0);
        if (outcome.statement() == null) {
            LeftOut reason = outcome.reason();
            throw DomainProblem.of(
                            ProblemType.WRONG_STATE,
                            reason == LeftOut.JOINED_ELSEWHERE
                                    ? "The person gave nothing to this office in this time."
                                    : "There is nothing to be stated: " + reason + ".")
                    .with("reason", reason);
        }
        return outcome.statement();
    }

    /**
     * Asks for a correction, in the caller's transaction. It is carried out at once unless the
     * office wants a second person to agree.
     *
     * @param reason in the words of whoever asks; kept with the statement
     * @throws DomainProblem 409 when the statement is void, not written yet, or has a correction
     *     waiting
     */
    @Transactional(TxType.MANDATORY)
    public CorrectionView correct(UUID statement, Correction kind, String reason, String by) {
        Statement found = lock(statement);
        Office office = offices.byCode(found.office());
        if (corrections.isWaiting(statement)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "A correction of it waits for a second person.");
        }
        UUID id = ids.next();
        corrections.insert(id, statement, kind, reason, by, clock.instant());
        if (!termsOf(office).correctionsNeedTwo()) {
            carryOut(id, found, kind, reason, by);
        }
        return corrections.find(id).orElseThrow();
    }

    /**
     * Agrees to a correction, or refuses it, in the caller's transaction.
     *
     * @throws DomainProblem 409 when it waits no more; 403 when whoever asked decides
     */
    @Transactional(TxType.MANDATORY)
    public CorrectionView decide(UUID correction, boolean agrees, String by) {
        CorrectionView waiting = corrections.lock(correction).orElseThrow(DomainProblem::notFound);
        if (waiting.state() != CorrectionView.State.WAITING) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "The correction is " + waiting.state() + " already.");
        }
        if (agrees && waiting.askedBy().equals(by)) {
            throw DomainProblem.of(
                    ProblemType.NOT_ALLOWED, "A second person must agree, not the one who asked.");
        }
        if (agrees) {
            Statement found = lock(waiting.statement());
            carryOut(correction, found, waiting.kind(), waiting.reason(), by);
        } else {
            corrections.decide(correction, CorrectionView.State.REFUSED, null, by, clock.instant());
        }
        return corrections.find(correction).orElseThrow();
    }

    /** A wish for a correction. */
    public Optional<CorrectionView> find(UUID correction) {
        return corrections.find(correction);
    }

    /**
     * Corrections, newest first, after the one named.
     *
     * @param offices codes; {@code null} for all
     */
    public List<CorrectionView> corrections(
            List<String> offices, boolean onlyWaiting, UUID after, int limit) {
        return corrections.page(offices, onlyWaiting, after, limit);
    }

    /**
     * Tells the donor of a statement by mail once more, in the caller's transaction.
     *
     * @throws DomainProblem 409 when it is void or signed by hand
     */
    @Transactional(TxType.MANDATORY)
    public void tellAgain(UUID statement) {
        lock(statement);
        FrozenStatements.Frozen frozen = this.frozen.find(statement).orElseThrow();
        if (frozen.record().issuer().signature().mode() == Signature.Mode.HAND) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "It waits for a signature by hand and is not mailed.");
        }
        int last =
                sql.one(
                                "SELECT coalesce(max(occurrence), 0) AS last FROM outbox_message"
                                        + " WHERE kind = ? AND subject = ?",
                                row -> row.getInt("last"),
                                StatementMailHandler.KIND,
                                statement)
                        .orElse(0);
        outbox.owe(StatementMailHandler.KIND, statement, last + 1);
    }

    private void carryOut(
            UUID correction, Statement statement, Correction kind, String reason, String by) {
        Instant now = clock.instant();
        sql.write(
                "UPDATE tax_statement SET state = ?, ended_at = ?, ended_by = ?, ended_because = ?"
                        + " WHERE id = ?",
                kind == Correction.REPLACE ? "REPLACED" : "CANCELLED",
                now,
                by,
                reason,
                statement.id());
        sql.write(
                "UPDATE statement_case SET closed_at = ? WHERE statement_id = ? AND closed_at IS NULL",
                now,
                statement.id());
        UUID replacement = kind == Correction.REPLACE ? replacement(statement, now) : null;
        corrections.decide(correction, CorrectionView.State.DONE, replacement, by, now);
    }

    /** The same person and days, as things are today. */
    private UUID replacement(Statement old, Instant now) {
        Office office = offices.byCode(old.office());
        blockers.refuse(office, old.year(office));
        UUID person = persons.personOf(new DonorId(old.donor())).orElseThrow();
        return number(
                new Job(
                        office,
                        old.year(office),
                        termsOf(office),
                        false,
                        null,
                        old.mails(),
                        old.id(),
                        now),
                person);
    }

    /** An office that issued statements once has terms for ever. */
    private StatementTerms termsOf(Office office) {
        return terms.on(office.code(), office.dayOf(clock.instant())).orElseThrow();
    }

    private record Statement(
            UUID id,
            OfficeCode office,
            int taxYear,
            java.time.LocalDate from,
            java.time.LocalDate to,
            UUID donor,
            boolean mails,
            String state) {

        TaxYear year(Office of) {
            return new TaxYear(office, taxYear, from, to, of.zone());
        }
    }

    private Statement lock(UUID id) {
        Statement found =
                sql.one(
                                "SELECT * FROM tax_statement WHERE id = ? FOR UPDATE",
                                row ->
                                        new Statement(
                                                id,
                                                new OfficeCode(row.getString("office")),
                                                row.getInt("tax_year"),
                                                Sql.day(row, "from_day"),
                                                Sql.day(row, "to_day"),
                                                Sql.id(row, "donor_id"),
                                                row.getBoolean("mails"),
                                                row.getString("state")),
                                id)
                        .orElseThrow(DomainProblem::notFound);
        if (!found.state().equals(StatementState.ISSUED.name())) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The statement is " + found.state() + "; only an issued one can be corrected.");
        }
        return found;
    }
}
