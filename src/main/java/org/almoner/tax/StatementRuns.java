package org.almoner.tax;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Runs that make the statements of an office and a year: looked at before, started once, ended and
 * resumed. The work is done by {@link CarryOutRuns} and {@link WriteDocuments} on all nodes.
 */
@Singleton
public class StatementRuns {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private static final EligibleGifts.Sum NOBODY =
            new EligibleGifts.Sum(null, 0, 0, 0, 0, new EligibleGifts.Withheld(0, 0));

    private final EligibleGifts eligible;
    private final RunRows rows;
    private final TermsOfStatements terms;
    private final Blockers blockers;
    private final Offices offices;
    private final Ids ids;
    private final InstantSource clock;

    StatementRuns(
            EligibleGifts eligible,
            RunRows rows,
            TermsOfStatements terms,
            Blockers blockers,
            Offices offices,
            Ids ids,
            InstantSource clock) {
        this.eligible = eligible;
        this.rows = rows;
        this.terms = terms;
        this.blockers = blockers;
        this.offices = offices;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param year the calendar year in which the tax year begins
     * @param until last day; {@code null} for the whole tax year, which must be over by then
     * @param waitsForReturns whether donors who could still have a gift back wait for a later run
     * @param mails whether donors are told by mail
     */
    public record Wish(
            OfficeCode office, int year, LocalDate until, boolean waitsForReturns, boolean mails) {}

    /**
     * People without a statement, and what they gave.
     *
     * @param gifts that would be stated otherwise
     */
    public record LeftOutSum(LeftOut reason, long persons, long gifts, Money total) {}

    /**
     * What a run would do now.
     *
     * @param blockers why it cannot be started; mostly none
     * @param noticeGoodUntil last day on which the tax notice carries confirmations; {@code null}
     *     where none is needed
     * @param received what is left of the gifts on these statements
     * @param total what may be claimed of them: less what was given in return
     * @param withheld gifts of all persons that are not stated because of what was given in return
     */
    public record Preview(
            String office,
            int taxYear,
            LocalDate from,
            LocalDate to,
            List<Blocker> blockers,
            LocalDate noticeGoodUntil,
            long statements,
            long gifts,
            Money received,
            Money total,
            Withheld withheld,
            List<LeftOutSum> leftOut) {}

    /** Gifts that are not stated because of what was given in return, and what was given. */
    public record Withheld(long gifts, Money total) {}

    /** Somebody without a statement; a person is an account, or a donor's row without one. */
    public record LeftOutPerson(UUID person, LeftOut reason) {}

    /**
     * What a run would do, without changing anything.
     *
     * @throws DomainProblem 404 for an unknown office, 400 for a year or day that cannot be
     */
    public Preview preview(Wish wish) {
        Office office = office(wish.office());
        TaxYear year = year(wish, office);
        List<Blocker> against = blockers.of(office, year);
        Optional<Job> job = job(office, year, wish, null);
        EligibleGifts.Sum stated = NOBODY;
        EligibleGifts.Withheld withheld = NOBODY.withheld();
        List<LeftOutSum> leftOut = new ArrayList<>();
        for (EligibleGifts.Sum sum : job.map(eligible::sums).orElse(List.of())) {
            withheld = withheld.plus(sum.withheld());
            if (sum.reason() == null) {
                stated = sum;
            } else {
                leftOut.add(
                        new LeftOutSum(
                                sum.reason(),
                                sum.persons(),
                                sum.gifts(),
                                new Money(sum.totalMinor(), office.currency())));
            }
        }
        return new Preview(
                office.code().value(),
                year.year(),
                year.from(),
                year.to(),
                against,
                blockers.noticeGoodUntil(office),
                stated.persons(),
                stated.gifts(),
                new Money(stated.receivedMinor(), office.currency()),
                new Money(stated.totalMinor(), office.currency()),
                new Withheld(withheld.gifts(), new Money(withheld.totalMinor(), office.currency())),
                leftOut);
    }

    /** Who would get none, in the order of their ids, after the one named. */
    public List<LeftOutPerson> leftOut(Wish wish, LeftOut reason, UUID after, int limit) {
        Office office = office(wish.office());
        return job(office, year(wish, office), wish, null)
                .map(it -> eligible.leftOut(it, reason, after, limit))
                .orElse(List.of())
                .stream()
                .map(it -> new LeftOutPerson(it.id(), it.reason()))
                .toList();
    }

    /**
     * Starts a run, in the caller's transaction.
     *
     * @param by who starts it
     * @throws DomainProblem as {@link #preview}, and 409 when something stands against it or a run
     *     of this office and year is under way
     */
    @Transactional(TxType.MANDATORY)
    public RunView start(Wish wish, String by) {
        Office office = office(wish.office());
        TaxYear year = year(wish, office);
        blockers.refuse(office, year);
        requireNoneLive(year);
        UUID id = ids.next();
        rows.insert(id, year, wish, by, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /** One run. */
    public Optional<RunView> find(UUID id) {
        return rows.find(id);
    }

    /**
     * Runs, newest first.
     *
     * @param offices codes; {@code null} for all
     * @param beforeAt start of the run the last page ended with; {@code null} for the first page
     */
    public List<RunView> newestFirst(
            List<String> offices, Instant beforeAt, UUID beforeId, int limit) {
        return rows.page(offices, beforeAt, beforeId, limit);
    }

    /** Who got none from a run, in the order of their ids, after the one named. */
    public List<LeftOutPerson> leftOut(UUID run, LeftOut reason, UUID after, int limit) {
        return rows.leftOut(run, reason, after, limit).stream()
                .map(it -> new LeftOutPerson(it.id(), it.reason()))
                .toList();
    }

    /**
     * Ends a run, in the caller's transaction. What has a number is written and stays.
     *
     * @throws DomainProblem 409 when it is over
     */
    @Transactional(TxType.MANDATORY)
    public RunView cancel(UUID id) {
        RunView run = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (run.state() != RunState.LISTING && run.state() != RunState.NUMBERING) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The run is " + run.state() + ": nothing is left to be ended.");
        }
        rows.become(id, RunState.CANCELLED, null, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /**
     * Takes a run up again where it ended, in the caller's transaction. Whoever was left out is
     * looked at anew.
     *
     * @throws DomainProblem 409 when it cannot be resumed, as {@link #start} otherwise
     */
    @Transactional(TxType.MANDATORY)
    public RunView resume(UUID id) {
        RunView run = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (!run.state().mayBeResumed()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The run is " + run.state() + ": only one that was ended can be resumed.");
        }
        Office office = office(new OfficeCode(run.office()));
        TaxYear year = yearOf(run, office);
        blockers.refuse(office, year);
        requireNoneLive(year);
        rows.giveAnotherLook(id);
        rows.become(id, RunState.LISTING, null, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /** The job of a run as it would be done now; empty when the office has no terms any more. */
    Optional<Job> jobOf(RunView run) {
        Office office = offices.byCode(new OfficeCode(run.office()));
        Wish wish =
                new Wish(
                        office.code(), run.taxYear(), run.to(), run.waitsForReturns(), run.mails());
        return job(office, yearOf(run, office), wish, run.id());
    }

    private Optional<Job> job(Office office, TaxYear year, Wish wish, UUID run) {
        Instant now = clock.instant();
        return terms.on(office.code(), office.dayOf(now))
                .map(
                        it ->
                                new Job(
                                        office,
                                        year,
                                        it,
                                        wish.waitsForReturns(),
                                        run,
                                        wish.mails(),
                                        null,
                                        now));
    }

    private void requireNoneLive(TaxYear year) {
        rows.liveOf(year.office(), year.year())
                .ifPresent(
                        it -> {
                            throw DomainProblem.of(
                                            ProblemType.WRONG_STATE,
                                            "Another run of this office and year is under way.")
                                    .with("run", it.id());
                        });
    }

    private Office office(OfficeCode code) {
        return offices.find(code).orElseThrow(DomainProblem::notFound);
    }

    private static TaxYear yearOf(RunView run, Office office) {
        return new TaxYear(office.code(), run.taxYear(), run.from(), run.to(), office.zone());
    }

    static TaxYear year(Wish wish, Office office) {
        if (wish.year() < FIRST_YEAR || wish.year() > LAST_YEAR) {
            throw DomainProblem.invalid(
                    "/year",
                    "out_of_range",
                    "A year from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
        }
        TaxYear whole = TaxYear.of(office, wish.year());
        if (wish.until() == null) {
            return whole;
        }
        if (wish.until().isBefore(whole.from()) || wish.until().isAfter(whole.to())) {
            throw DomainProblem.invalid(
                    "/until",
                    "out_of_range",
                    "A day from " + whole.from() + " to " + whole.to() + ".");
        }
        return whole.until(wish.until());
    }
}
