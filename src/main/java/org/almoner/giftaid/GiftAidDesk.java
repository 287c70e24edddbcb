package org.almoner.giftaid;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Writes down declarations that came on paper or were spoken, and cancels declarations. What is
 * ticked on the web arrives by the ledger of consents.
 */
@Singleton
public class GiftAidDesk {

    /** How long ago a declaration may have been made that is only entered now. */
    private static final int OLDEST_YEARS = 6;

    /** Somebody may say that a declaration ends later, such as with the tax year. */
    private static final int FAR_AHEAD_DAYS = 366;

    private final DeclarationRows rows;
    private final TermsOfGiftAid terms;
    private final DonorBook donors;
    private final DonationHistory donations;
    private final Offices offices;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    GiftAidDesk(
            DeclarationRows rows,
            TermsOfGiftAid terms,
            DonorBook donors,
            DonationHistory donations,
            Offices offices,
            Outbox outbox,
            Ids ids,
            InstantSource clock) {
        this.rows = rows;
        this.terms = terms;
        this.donors = donors;
        this.donations = donations;
        this.offices = offices;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A declaration to be written down.
     *
     * @param donor a row of the person who declared, as it is known today
     * @param channel paper or speech
     * @param declaredOn the day on the form, or of the call
     * @param gift the only gift it covers; {@code null} for all
     * @param pastYears how many years back it reaches, 0 to 4; 0 for one gift
     * @param evidence where the form, or the recording, is kept
     * @param isRecorded whether a spoken one can be listened to; else a written record is sent
     */
    public record Wish(
            DonorId donor,
            DeclarationChannel channel,
            LocalDate declaredOn,
            UUID gift,
            int pastYears,
            String evidence,
            boolean isRecorded) {}

    /**
     * Writes a declaration down, in the caller's transaction. The record of a spoken one leaves by
     * mail at once, with the right to cancel within 30 days, where the person has an address;
     * otherwise it waits for {@link #recordSent}.
     *
     * @throws DomainProblem 400 naming the field, 404 for an unknown donor, 409 where the office
     *     claims no Gift Aid
     */
    @Transactional(TxType.MANDATORY)
    public DeclarationView declare(Wish wish, String by) {
        DonorView donor = donors.find(wish.donor()).orElseThrow(DomainProblem::notFound);
        Office office = offices.byCode(donor.office());
        Instant now = clock.instant();
        LocalDate today = office.dayOf(now);
        GiftAidTerms known = terms.on(office.code(), today).orElseThrow(GiftAidDesk::notHere);
        requirePerson(donor);
        within(wish.declaredOn(), today.minusYears(OLDEST_YEARS), today, "/declaredOn");
        if (wish.pastYears() > (wish.gift() == null ? known.lookBackYears() : 0)) {
            throw DomainProblem.invalid(
                    "/pastYears",
                    "too_far_back",
                    "At most " + known.lookBackYears() + " years back, and 0 for one gift.");
        }
        LocalDate from =
                wish.gift() == null
                        ? wish.declaredOn().minusYears(wish.pastYears())
                        : dayOfGift(wish, office);
        boolean needsRecord = wish.channel() == DeclarationChannel.ORAL && !wish.isRecorded();
        UUID id = ids.next();
        rows.insert(
                new DeclarationRows.New(
                        id,
                        office.code(),
                        donor.id(),
                        wish.channel(),
                        Declarant.of(donor.details()),
                        wish.gift(),
                        from,
                        wish.declaredOn(),
                        null,
                        null,
                        wish.evidence(),
                        now,
                        by,
                        needsRecord));
        if (needsRecord && donor.details().isReachable()) {
            outbox.owe(DeclarationRecordMailHandler.KIND, id, 1);
        }
        return rows.find(id).orElseThrow();
    }

    /** From when a declaration for one gift must reach. */
    private LocalDate dayOfGift(Wish wish, Office office) {
        DonationView gift =
                donations
                        .find(new DonationId(wish.gift()))
                        .filter(it -> it.office().equals(office.code()))
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/gift",
                                                "unknown_gift",
                                                "There is no such gift to this office."));
        LocalDate given =
                gift.settledAt() == null ? wish.declaredOn() : office.dayOf(gift.settledAt());
        if (given.isBefore(wish.declaredOn().minusYears(4))) {
            throw DomainProblem.invalid(
                    "/gift", "too_far_back", "The gift is older than four years by that day.");
        }
        return given.isBefore(wish.declaredOn()) ? given : wish.declaredOn();
    }

    private static void requirePerson(DonorView donor) {
        if (donor.details().kind() == DonorKind.ERASED) {
            throw DomainProblem.notFound();
        }
        if (donor.details().kind() != DonorKind.PERSON) {
            throw DomainProblem.invalid(
                    "/donor",
                    "only_for_persons",
                    "Gift Aid is for individuals who pay tax; an organisation cannot declare it.");
        }
    }

    private static DomainProblem notHere() {
        return DomainProblem.of(
                ProblemType.WRONG_STATE, "This donor's office does not claim Gift Aid.");
    }

    /**
     * Notes that the written record of a spoken declaration was sent by post, in the caller's
     * transaction.
     *
     * @throws DomainProblem 409 when none is needed, or it was sent already
     */
    @Transactional(TxType.MANDATORY)
    public DeclarationView recordSent(UUID id, LocalDate day) {
        DeclarationView found = rows.lock(id).orElseThrow(DomainProblem::notFound);
        Office office = offices.byCode(found.office());
        if (found.countsAlready() || found.cancelled() != null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "No written record of this declaration is to be sent.");
        }
        within(day, found.declaredOn(), office.dayOf(clock.instant()), "/sentOn");
        rows.recordSent(id, day);
        return rows.find(id).orElseThrow();
    }

    /**
     * Cancels a declaration, in the caller's transaction. What was claimed on gifts it covers no
     * more is given back with the next claim.
     *
     * @param from gifts of this day and later are not covered; {@code null} for today
     * @param neverMade as if it had never been made: a spoken one within 30 days, or a mistake of
     *     whoever entered it
     * @throws DomainProblem 409 when it is cancelled already
     */
    @Transactional(TxType.MANDATORY)
    public DeclarationView cancel(
            UUID id, LocalDate from, boolean neverMade, String reason, String by) {
        DeclarationView found = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (found.cancelled() != null) {
            throw DomainProblem.of(ProblemType.WRONG_STATE, "It is cancelled already.");
        }
        Instant now = clock.instant();
        LocalDate today = offices.byCode(found.office()).dayOf(now);
        LocalDate end = from == null ? today : from;
        if (!neverMade) {
            within(end, found.coversFrom().plusDays(1), today.plusDays(FAR_AHEAD_DAYS), "/from");
        }
        rows.cancel(
                id,
                new DeclarationView.Cancelled(
                        neverMade ? found.coversFrom() : end, neverMade, now, by, reason));
        return rows.find(id).orElseThrow();
    }

    /** Cancels a person's own declaration from today on, as {@link #cancel}. */
    @Transactional(TxType.MANDATORY)
    public DeclarationView cancelMine(UUID id, Collection<DonorId> mine) {
        rows.find(id)
                .filter(it -> mine.contains(new DonorId(it.donor())))
                .orElseThrow(DomainProblem::notFound);
        return cancel(id, null, false, "the donor's own wish", FollowDeclarations.DONOR);
    }

    private static void within(LocalDate day, LocalDate first, LocalDate last, String field) {
        if (day.isBefore(first) || day.isAfter(last)) {
            throw DomainProblem.invalid(
                    field, "out_of_range", "A day from " + first + " to " + last + ".");
        }
    }
}
