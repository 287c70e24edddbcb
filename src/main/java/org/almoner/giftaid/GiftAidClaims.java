package org.almoner.giftaid;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
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
import org.almoner.statement.GiftAidTax;

/**
 * Claims of Gift Aid from the preview to the submission. HMRC is not called: whoever submits takes
 * the schedules, uploads them at Charities Online and notes the reference here.
 */
@Singleton
public class GiftAidClaims {

    private final ClaimRows rows;
    private final ClaimableGifts claimable;
    private final TermsOfGiftAid terms;
    private final Offices offices;
    private final Ids ids;
    private final InstantSource clock;

    GiftAidClaims(
            ClaimRows rows,
            ClaimableGifts claimable,
            TermsOfGiftAid terms,
            Offices offices,
            Ids ids,
            InstantSource clock) {
        this.rows = rows;
        this.claimable = claimable;
        this.terms = terms;
        this.offices = offices;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a claim would be.
     *
     * @param oldest first day whose gifts may still be claimed
     * @param until last day that is looked at
     * @param persons whose gifts they are
     * @param lines rows of the schedule
     * @param schedules files of at most a thousand rows
     * @param tax what HMRC would pay, computed on the total; several schedules may differ by a
     *     penny each
     * @param overclaimed tax that would be taken off for gifts claimed before
     */
    public record Preview(
            OfficeCode office,
            LocalDate oldest,
            LocalDate until,
            long gifts,
            long persons,
            long lines,
            int schedules,
            Money total,
            Money tax,
            Money overclaimed,
            List<LeftOut> leftOut) {}

    /** Gifts that would not be claimed for one reason. */
    public record LeftOut(ClaimLeftOut reason, long gifts, long persons, Money total) {}

    /** One of them. */
    public record LeftOutGift(
            UUID gift, UUID donor, LocalDate day, Money amount, ClaimLeftOut reason) {}

    /**
     * A gift of a claim.
     *
     * @param line the item of the schedule it is part of
     */
    public record ClaimedGift(
            int line, UUID gift, UUID declaration, LocalDate givenOn, Money amount) {}

    /** A file that is written when it is asked for. */
    @FunctionalInterface
    public interface ScheduleFile {

        /** Writes it. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * What a claim would be, without making one.
     *
     * @param until last day; {@code null} for yesterday
     * @throws DomainProblem 404 for an unknown office, 409 where none is claimed, 400 for a day
     *     that is not over
     */
    public Preview preview(OfficeCode code, LocalDate until) {
        ClaimableGifts.Span span = span(code, until);
        List<ClaimableGifts.Sum> sums = claimable.sums(span);
        ClaimableGifts.Sum claimed =
                sums.stream()
                        .filter(it -> it.reason() == null)
                        .findFirst()
                        .orElse(new ClaimableGifts.Sum(null, 0, 0, 0, 0, null));
        Money total = pounds(claimed.totalMinor());
        return new Preview(
                code,
                span.oldest(),
                span.until(),
                claimed.gifts(),
                claimed.persons(),
                claimed.lines(),
                ClaimRows.schedules(claimed.lines()),
                total,
                GiftAidTax.on(total),
                GiftAidTax.on(pounds(claimable.overclaim(span.office()).totalMinor())),
                sums.stream()
                        .filter(it -> it.reason() != null)
                        .map(
                                it ->
                                        new LeftOut(
                                                it.reason(),
                                                it.gifts(),
                                                it.persons(),
                                                pounds(it.totalMinor())))
                        .toList());
    }

    /**
     * Gifts that would not be claimed, in the order of their ids, after the one named.
     *
     * @param reason only for this one; {@code null} for all
     * @throws DomainProblem as {@link #preview}
     */
    public List<LeftOutGift> leftOut(
            OfficeCode code, LocalDate until, ClaimLeftOut reason, UUID after, int limit) {
        return claimable.leftOut(span(code, until), reason, after, limit).stream()
                .map(
                        it ->
                                new LeftOutGift(
                                        it.id(),
                                        it.donor(),
                                        it.day(),
                                        pounds(Math.max(0, it.restMinor())),
                                        it.reason()))
                .toList();
    }

    /**
     * Asks for a claim, in the caller's transaction; a node makes it within seconds.
     *
     * @throws DomainProblem as {@link #preview}, and 409 while another claim of the office is open
     *     or there is nothing to claim and nothing to give back
     */
    @Transactional(TxType.MANDATORY)
    public ClaimView ask(OfficeCode code, LocalDate until, String by) {
        ClaimableGifts.Span span = span(code, until);
        String number = rows.draw(code);
        rows.open(code)
                .ifPresent(
                        it -> {
                            throw DomainProblem.of(
                                            ProblemType.WRONG_STATE,
                                            "The claim "
                                                    + it.number()
                                                    + " is "
                                                    + it.state()
                                                    + ": submit or cancel it first.")
                                    .with("claim", it.id());
                        });
        boolean isEmpty = claimable.sums(span).stream().noneMatch(it -> it.reason() == null);
        if (isEmpty && claimable.overclaim(span.office()).gifts() == 0) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "There is no gift that can be claimed by that day.");
        }
        UUID id = ids.next();
        rows.insert(id, code, number, span.until(), new ClaimRows.By(by, clock.instant()));
        return rows.find(id).orElseThrow();
    }

    /** One claim. */
    public Optional<ClaimView> find(UUID id) {
        return rows.find(id);
    }

    /**
     * Claims, the latest first, after the one named.
     *
     * @param codes offices; {@code null} for all
     */
    public List<ClaimView> page(List<String> codes, Instant before, UUID beforeId, int limit) {
        return rows.page(codes, before, beforeId, limit);
    }

    /** The gifts behind a claim's rows, after the one named; {@code null} to begin. */
    public List<ClaimedGift> gifts(UUID claim, ClaimedGift after, int limit) {
        return rows.gifts(
                claim,
                after == null ? null : after.line(),
                after == null ? null : after.gift(),
                limit);
    }

    /**
     * Notes that HMRC has it, in the caller's transaction.
     *
     * @param on the day of the submission
     * @param reference HMRC's
     * @throws DomainProblem 409 when it is no draft, or gifts in it came back or are not covered
     *     any more; 400 for a day before it was made or to come
     */
    @Transactional(TxType.MANDATORY)
    public ClaimView submit(UUID id, LocalDate on, String reference, String by) {
        ClaimView claim = draft(id);
        Office office = offices.byCode(claim.office());
        LocalDate made = office.dayOf(claim.madeAt());
        LocalDate today = office.dayOf(clock.instant());
        if (on.isBefore(made) || on.isAfter(today)) {
            throw DomainProblem.invalid(
                    "/submittedOn", "out_of_range", "A day from " + made + " to " + today + ".");
        }
        int stale = rows.stale(id);
        if (stale > 0) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    stale
                            + " of its gifts came back or lost their declaration since it was made:"
                            + " cancel it and make another one. If HMRC has it already, tell HMRC.");
        }
        rows.submit(id, on, reference, by, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /**
     * Gives a claim up that was not submitted, in the caller's transaction.
     *
     * @throws DomainProblem 409 when it was
     */
    @Transactional(TxType.MANDATORY)
    public ClaimView cancel(UUID id, String by) {
        ClaimView claim = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (claim.state() != ClaimState.DRAFT && claim.state() != ClaimState.MAKING) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The claim is " + claim.state() + "; only an open one can be cancelled.");
        }
        rows.cancel(id, by, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /**
     * A schedule of a claim.
     *
     * @param number from 1
     * @throws DomainProblem 404 when there is no such file, 409 while the claim is being made
     */
    public ScheduleFile schedule(ClaimView claim, int number, ScheduleFormat format) {
        if (claim.lines() == null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The claim is " + claim.state() + "; its schedules are there once it is made.");
        }
        // A claim that only gives back has one schedule without rows.
        if (number < 1 || number > Math.max(1, claim.schedules())) {
            throw DomainProblem.notFound();
        }
        List<ScheduleLine> lines = rows.lines(claim.id(), number);
        Money overclaimed = number == 1 ? claim.overclaimed() : pounds(0);
        Schedule schedule = new Schedule(claim.earliest(), overclaimed, lines);
        return out -> WriteSchedule.write(schedule, format, out);
    }

    private ClaimView draft(UUID id) {
        ClaimView claim = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (claim.state() != ClaimState.DRAFT) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The claim is " + claim.state() + "; only a draft can be submitted.");
        }
        return claim;
    }

    private ClaimableGifts.Span span(OfficeCode code, LocalDate until) {
        Office office = offices.find(code).orElseThrow(DomainProblem::notFound);
        LocalDate today = office.dayOf(clock.instant());
        GiftAidTerms known =
                terms.on(code, today)
                        .orElseThrow(
                                () ->
                                        DomainProblem.of(
                                                ProblemType.WRONG_STATE,
                                                "This office does not claim Gift Aid."));
        LocalDate last = until == null ? today.minusDays(1) : until;
        LocalDate oldest = known.oldestOn(today);
        if (!last.isBefore(today) || last.isBefore(oldest)) {
            throw DomainProblem.invalid(
                    "/until",
                    "out_of_range",
                    "A day from " + oldest + " to " + today.minusDays(1) + ".");
        }
        return ClaimableGifts.Span.of(office, known, today, last);
    }

    private static Money pounds(long minor) {
        return new Money(minor, ClaimRows.POUNDS);
    }
}
