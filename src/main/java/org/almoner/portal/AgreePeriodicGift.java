package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.letter.Wording;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.AgreementWish;
import org.almoner.periodic.PeriodicGiftDesk;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.periodic.YearsOfAgreements;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Shows, asks for and cancels the donor's own agreements of periodic gifts. */
@ApplicationScoped
class AgreePeriodicGift {

    private final PeriodicGiftHistory history;
    private final YearsOfAgreements years;
    private final PeriodicGiftDesk desk;
    private final DonorBook donors;
    private final Offices offices;
    private final CurrentDonor donor;
    private final InstantSource clock;

    AgreePeriodicGift(
            PeriodicGiftHistory history,
            YearsOfAgreements years,
            PeriodicGiftDesk desk,
            DonorBook donors,
            Offices offices,
            CurrentDonor donor,
            InstantSource clock) {
        this.history = history;
        this.years = years;
        this.desk = desk;
        this.donors = donors;
        this.offices = offices;
        this.donor = donor;
        this.clock = clock;
    }

    /** All of them, the latest first; how the year stands is told of one at a time. */
    Listing<MyPeriodicGift> list(PageRequest page) {
        List<MyPeriodicGift> found =
                history
                        .ofDonors(
                                donor.donors(),
                                page.markAs(UUID::fromString).orElse(null),
                                page.limit() + 1)
                        .stream()
                        .map(it -> MyPeriodicGift.of(it, text(it), null))
                        .toList();
        return Listing.of(found, page.limit(), last -> last.id().toString());
    }

    /** One of them, with how this year stands. */
    MyPeriodicGift show(UUID id) {
        AgreementView found = mine(id);
        Office office = offices.byCode(found.office());
        int year = office.dayOf(clock.instant()).getYear();
        return MyPeriodicGift.of(
                found,
                text(found),
                years.of(office, year, id).map(MyPeriodicGift.Year::of).orElse(null));
    }

    /** The form of one of them, both copies. */
    PeriodicGiftDocument form(UUID id) {
        AgreementView found = mine(id);
        return new PeriodicGiftDocument(found.number(), history.form(found));
    }

    /** A form, and the number it bears. */
    record PeriodicGiftDocument(String number, byte[] bytes) {

        @Override
        public String toString() {
            return "PeriodicGiftDocument[" + number + "]";
        }
    }

    /**
     * Asks for an agreement; its form can be had at once.
     *
     * @throws DomainProblem 400, 409 as {@link PeriodicGiftDesk#offer}; 409 for whoever gave to no
     *     Dutch office
     */
    @Transactional
    MyPeriodicGift ask(AgreementWish wish) {
        AgreementView made =
                desk.offer(wish.of(dutchRecord()), donor.donors(), PeriodicGiftDesk.DONOR);
        return MyPeriodicGift.of(made, text(made), null);
    }

    /** Present name and address lie over all records, so whichever is the latest will do. */
    private DonorId dutchRecord() {
        return donors.findAll(donor.donors()).values().stream()
                .filter(this::isDutch)
                .map(DonorView::id)
                .max(Comparator.comparing(DonorId::value))
                .orElseThrow(
                        () ->
                                DomainProblem.of(
                                        ProblemType.WRONG_STATE,
                                        "Periodic gifts are agreed on by whoever gave to our Dutch"
                                                + " office."));
    }

    private boolean isDutch(DonorView it) {
        return offices.byCode(it.office()).jurisdiction() == Jurisdiction.NL;
    }

    /**
     * Cancels one that has not begun.
     *
     * @throws DomainProblem 404 for somebody else's; 409 once it is in force
     */
    @Transactional
    MyPeriodicGift cancel(UUID id) {
        mine(id);
        AgreementView cancelled = desk.cancel(id, PeriodicGiftDesk.DONOR);
        return MyPeriodicGift.of(cancelled, text(cancelled), null);
    }

    private AgreementView mine(UUID id) {
        return history.find(id)
                .filter(it -> donor.donors().contains(new DonorId(it.donor())))
                .orElseThrow(DomainProblem::notFound);
    }

    private String text(AgreementView it) {
        return Wording.in("portal", donor.language()).say("periodic." + it.state());
    }
}
