package org.almoner.periodic;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.id.Ids;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.office.RegistrationKind;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.statement.PeriodicGiftForm;

/**
 * Makes agreements of periodic gifts and takes them through their life, in the caller's
 * transaction. Nothing of an agreement is ever changed: another amount or term is another
 * agreement.
 */
@Singleton
public class PeriodicGiftDesk {

    /** As rows say who did something: nobody but the person. */
    public static final String DONOR = "donor";

    /** As rows say that the service itself did it. */
    static final String SYSTEM = "system";

    private final AgreementRows rows;
    private final CheckTerms check;
    private final DonorBook donors;
    private final Offices offices;
    private final Ids ids;
    private final InstantSource clock;

    PeriodicGiftDesk(
            AgreementRows rows,
            CheckTerms check,
            DonorBook donors,
            Offices offices,
            Ids ids,
            InstantSource clock) {
        this.rows = rows;
        this.check = check;
        this.donors = donors;
        this.offices = offices;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What somebody wants to agree on.
     *
     * @param donor the record it is made for; its name and address of today stand on the form
     * @param recurringGift what it is paid by; {@code null} when nothing is to be collected
     */
    public record Wish(DonorId donor, UUID recurringGift, AgreementTerms terms) {}

    /**
     * Offers an agreement: draws its number and freezes what the form says. One offer of a person
     * waits at a time, so that a second click makes no second agreement.
     *
     * @param mine all records of the person, the wish's among them
     * @throws DomainProblem 400 naming every broken rule; 404 for whoever was erased; 409 where the
     *     office is no Dutch one, an offer waits already, or a year of the regular gift is agreed
     *     on
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView offer(Wish wish, Collection<DonorId> mine, String by) {
        DonorView donor = donors.find(wish.donor()).orElseThrow(DomainProblem::notFound);
        Office office = offices.byCode(donor.office());
        requirePerson(donor, office);
        Instant now = clock.instant();
        LocalDate today = office.dayOf(now);
        check.check(wish, office, today, mine);
        rows.holdDonors(mine);
        if (rows.anyWaits(mine, office.code())) {
            throw wrong(
                    "An agreement of this donor waits for a signature; sign it, or cancel it first.");
        }
        if (wish.recurringGift() != null) {
            holdFree(wish.recurringGift(), wish.terms());
        }
        UUID id = ids.next();
        rows.insert(
                new AgreementRows.New(
                        id,
                        office.code(),
                        rows.draw(office.code(), today),
                        donor.id(),
                        wish.recurringGift(),
                        wish.terms(),
                        PeriodicGiftForm.Giver.of(
                                donor.details().person().firstName(),
                                donor.details().person().lastName(),
                                donor.details().address().lines(),
                                donor.details().address().country()),
                        institution(office),
                        now,
                        today,
                        by));
        return found(id);
    }

    private void holdFree(UUID recurringGift, AgreementTerms terms) {
        rows.holdRecurringGift(recurringGift);
        if (rows.isAgreed(recurringGift, terms)) {
            throw wrong("A year of this regular gift belongs to an agreement already.");
        }
    }

    /**
     * Has an agreement that lives be paid by another regular gift from now on, such as the one that
     * a donor began after cancelling the old one. What came from the old one still counts.
     *
     * @param mine all records of the agreement's donor
     * @throws DomainProblem 400 for a regular gift that does not fit, as with {@link #offer}; 404;
     *     409 when the agreement is over, or a year of the regular gift is agreed on
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView payBy(UUID id, UUID recurringGift, Collection<DonorId> mine, String by) {
        AgreementView found = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (!found.isLive()) {
            throw wrong("The agreement is " + found.state() + ".");
        }
        Wish wish = new Wish(new DonorId(found.donor()), recurringGift, found.terms());
        check.checkRegularGift(wish, offices.byCode(found.office()), mine);
        holdFree(recurringGift, found.terms());
        Instant now = clock.instant();
        rows.payBy(id, recurringGift, now);
        return noted(id, AgreementEvent.Kind.PAID_BY, now, today(found, now), by);
    }

    private static void requirePerson(DonorView donor, Office office) {
        if (office.jurisdiction() != Jurisdiction.NL) {
            throw wrong("Periodic gifts are agreed on with a Dutch office only.");
        }
        if (donor.details().kind() == DonorKind.ERASED || !donor.details().isReachable()) {
            throw DomainProblem.notFound();
        }
        if (donor.details().kind() != DonorKind.PERSON) {
            throw DomainProblem.invalid(
                    "/donor",
                    "only_for_persons",
                    "The agreement is for individuals who pay income tax; an organisation makes none.");
        }
    }

    private static PeriodicGiftForm.Institution institution(Office office) {
        String rsin =
                office.registration(RegistrationKind.NL_RSIN)
                        .orElseThrow(
                                () -> wrong("The office has no RSIN, which the form must name."))
                        .number();
        return new PeriodicGiftForm.Institution(office.legalName(), rsin);
    }

    /**
     * Writes down that the donor's signed copies came back.
     *
     * @throws DomainProblem 400 for a day outside of offer and today; 404; 409 when it is not
     *     offered, or the first year is over
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView sign(UUID id, AgreementView.Signature signature, String by) {
        AgreementView found = inState(id, AgreementState.OFFERED, AgreementState.SIGNED);
        Instant now = clock.instant();
        LocalDate today = today(found, now);
        within(signature.day(), found.offeredOn(), today, "/signedOn");
        if (signature.day().getYear() > found.terms().firstYear()) {
            throw wrong("The first year was over when it was signed; offer another agreement.");
        }
        rows.sign(id, signature);
        return noted(id, AgreementEvent.Kind.SIGNED, now, signature.day(), by);
    }

    /**
     * Writes down that the institution has signed: from now on the agreement is in force.
     *
     * @throws DomainProblem 400 for a day outside of the donor's signature and today; 404; 409 when
     *     the donor has not signed
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView countersign(UUID id, AgreementView.Countersignature signature, String by) {
        AgreementView found = inState(id, AgreementState.SIGNED, AgreementState.ACTIVE);
        Instant now = clock.instant();
        within(signature.day(), found.signature().day(), today(found, now), "/signedOn");
        rows.countersign(id, signature);
        return noted(id, AgreementEvent.Kind.COUNTERSIGNED, now, signature.day(), by);
    }

    /**
     * Ends an agreement that is in force, for a reason it names or because the donor gives no more.
     *
     * @throws DomainProblem 400 for a day outside of signature and today, or a reason that was not
     *     agreed; 404; 409 when it is not in force
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView end(UUID id, AgreementView.End end, String by) {
        AgreementView found = inState(id, AgreementState.ACTIVE, AgreementState.ENDED);
        Instant now = clock.instant();
        within(end.day(), found.signature().day(), today(found, now), "/endedOn");
        CheckEnd.check(found.terms(), end);
        rows.end(id, end, now);
        return noted(id, AgreementEvent.Kind.ENDED, now, end.day(), by);
    }

    /**
     * Cancels an agreement that has not begun.
     *
     * @throws DomainProblem 404; 409 once it is in force, or over
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView cancel(UUID id, String by) {
        AgreementView found = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (!found.state().successors().contains(AgreementState.CANCELLED)) {
            throw wrong(
                    "The agreement is "
                            + found.state()
                            + "; only one that has not begun is cancelled.");
        }
        Instant now = clock.instant();
        rows.cancel(id, now);
        return noted(id, AgreementEvent.Kind.CANCELLED, now, today(found, now), by);
    }

    /**
     * Ends or cancels all that lives of people who are erased: they give no more.
     *
     * @return how many there were
     */
    @Transactional(TxType.MANDATORY)
    public int endAllOf(Collection<UUID> donorRows) {
        int done = 0;
        for (UUID id : rows.liveOf(donorRows)) {
            AgreementView found = rows.lock(id).orElseThrow();
            if (found.state() == AgreementState.ACTIVE) {
                LocalDate today = today(found, clock.instant());
                end(id, new AgreementView.End(EndReason.ERASED, today), DONOR);
            } else if (found.isLive()) {
                cancel(id, DONOR);
            }
            done++;
        }
        return done;
    }

    private AgreementView inState(UUID id, AgreementState needed, AgreementState next) {
        AgreementView found = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (!found.state().successors().contains(next)) {
            throw wrong(
                    "The agreement is "
                            + found.state()
                            + "; it must be "
                            + needed
                            + " to become "
                            + next
                            + ".");
        }
        return found;
    }

    private AgreementView noted(
            UUID id, AgreementEvent.Kind kind, Instant now, LocalDate day, String by) {
        rows.note(id, new AgreementEvent(0, kind, now, day, by, null));
        return found(id);
    }

    private AgreementView found(UUID id) {
        return rows.find(id).orElseThrow();
    }

    private LocalDate today(AgreementView agreement, Instant now) {
        return offices.byCode(agreement.office()).dayOf(now);
    }

    private static DomainProblem wrong(String detail) {
        return DomainProblem.of(ProblemType.WRONG_STATE, detail);
    }

    private static void within(LocalDate day, LocalDate first, LocalDate last, String field) {
        if (day.isBefore(first) || day.isAfter(last)) {
            throw DomainProblem.invalid(
                    field, "out_of_range", "A day from " + first + " to " + last + ".");
        }
    }
}
