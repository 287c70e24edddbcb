package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.almoner.access.CurrentStaff;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.AgreementWish;
import org.almoner.periodic.AssignGifts;
import org.almoner.periodic.PeriodicGiftDesk;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.periodic.SignedForms;
import org.almoner.periodic.YearsOfAgreements;
import org.almoner.problem.DomainProblem;

/**
 * Takes agreements of the caller's offices through their life; who did it is on the audit trail.
 */
@ApplicationScoped
class ActOnPeriodicGifts {

    private static final String OPERATION = "staff.periodic-gift-agreements";

    private final PeriodicGiftHistory history;
    private final PeriodicGiftDesk desk;
    private final SignedForms forms;
    private final AssignGifts gifts;
    private final YearsOfAgreements years;
    private final JoinDonors people;
    private final Once once;
    private final Offices offices;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final InstantSource clock;

    ActOnPeriodicGifts(
            PeriodicGiftHistory history,
            PeriodicGiftDesk desk,
            SignedForms forms,
            AssignGifts gifts,
            YearsOfAgreements years,
            JoinDonors people,
            Once once,
            Offices offices,
            CurrentStaff staff,
            WriteDown writeDown,
            InstantSource clock) {
        this.history = history;
        this.desk = desk;
        this.forms = forms;
        this.gifts = gifts;
        this.years = years;
        this.people = people;
        this.once = once;
        this.offices = offices;
        this.staff = staff;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    /**
     * Offers an agreement, once per key. The answer names nobody, as the key keeps it for days.
     *
     * @throws DomainProblem 404 for an unknown or foreign donor, and as {@link
     *     PeriodicGiftDesk#offer}
     */
    @Transactional
    Once.Answer offer(UUID donor, AgreementWish asked, IdempotencyKey key) {
        List<DonorId> mine = records(donor);
        PeriodicGiftDesk.Wish wish = asked.of(new DonorId(donor));
        String request = wish.toString() + asked.otherPerson();
        return once.carryOut(
                new Once.Call(OPERATION, key, request, Response.Status.CREATED),
                () -> {
                    AgreementView made = desk.offer(wish, mine, staff.subject());
                    trail("offered", made, null);
                    return made.withoutPerson();
                });
    }

    private List<DonorId> records(UUID donor) {
        return people.seen(donor).records().stream().map(DonorView::id).toList();
    }

    /** What a person agreed on with any record, the latest first. */
    List<AgreementView> ofDonor(UUID donor, UUID before, int limit) {
        List<DonorId> records =
                people.show(donor).records().stream().map(it -> new DonorId(it.id())).toList();
        return history.ofDonors(records, before, limit).stream().map(this::seen).toList();
    }

    /** One agreement, with how this year stands; the look is on the trail. */
    @Transactional
    StaffPeriodicGift show(UUID id) {
        AgreementView found = mine(id);
        trail("shown", found, null);
        Office office = offices.byCode(found.office());
        int year = office.dayOf(clock.instant()).getYear();
        return new StaffPeriodicGift(
                seen(found), years.of(office, year, id).orElse(null), history.events(id));
    }

    /** The form, both copies; the look is on the trail. */
    @Transactional
    byte[] form(UUID id) {
        AgreementView found = mineWithNames(id);
        trail("form-shown", found, null);
        return history.form(found);
    }

    /** Keeps a signed form that came back. */
    @Transactional
    SignedForms.Kept keep(UUID id, byte[] content) {
        AgreementView found = mine(id);
        SignedForms.Kept kept = forms.keep(id, content, staff.subject());
        trail("signed-form-kept", found, null);
        return kept;
    }

    /** The signed form; the look is on the trail. */
    @Transactional
    SignedForms.Content signedForm(UUID id) {
        AgreementView found = mineWithNames(id);
        SignedForms.Content content = forms.of(id).orElseThrow(DomainProblem::notFound);
        trail("signed-form-shown", found, null);
        return content;
    }

    @Transactional
    AgreementView sign(UUID id, PeriodicGiftRequests.Signature asked) {
        mine(id);
        AgreementView.Signature signature = asked.signature();
        if (signature.document() != null && !forms.isOf(id, signature.document())) {
            throw DomainProblem.invalid(
                    "/document", "unknown_document", "There is no such form of this agreement.");
        }
        return done("signed", null, () -> desk.sign(id, signature, staff.subject()));
    }

    @Transactional
    AgreementView countersign(UUID id, PeriodicGiftRequests.Countersignature asked) {
        mine(id);
        return done(
                "countersigned",
                null,
                () -> desk.countersign(id, asked.signature(), staff.subject()));
    }

    @Transactional
    AgreementView end(UUID id, PeriodicGiftRequests.End asked) {
        mine(id);
        return done("ended", asked.note(), () -> desk.end(id, asked.end(), staff.subject()));
    }

    @Transactional
    AgreementView cancel(UUID id, PeriodicGiftRequests.Cancellation asked) {
        mine(id);
        return done("cancelled", asked.reason(), () -> desk.cancel(id, staff.subject()));
    }

    @Transactional
    AgreementView payBy(UUID id, UUID recurringGift) {
        List<DonorId> records = records(mine(id).donor());
        return done("paid-by", null, () -> desk.payBy(id, recurringGift, records, staff.subject()));
    }

    @Transactional
    AgreementView assign(UUID id, UUID gift) {
        List<DonorId> records = records(mine(id).donor());
        return done("gift-assigned", null, () -> gifts.assign(id, gift, records, staff.subject()));
    }

    @Transactional
    AgreementView remove(UUID id, UUID gift) {
        mine(id);
        return done("gift-removed", null, () -> gifts.remove(id, gift, staff.subject()));
    }

    private AgreementView done(String action, String reason, Supplier<AgreementView> act) {
        AgreementView made = act.get();
        trail(action, made, reason);
        return made;
    }

    private void trail(String action, AgreementView agreement, String reason) {
        writeDown.act(
                "periodic-gift." + action,
                "periodic-gift-agreement/" + agreement.id(),
                agreement.office().value(),
                reason);
    }

    /** What is kept of people who were erased is for finance alone. */
    AgreementView seen(AgreementView it) {
        return it.restricted() && !OfficeScope.seesRestricted(staff) ? it.withoutPerson() : it;
    }

    private AgreementView mineWithNames(UUID id) {
        AgreementView found = mine(id);
        if (found.restricted() && !OfficeScope.seesRestricted(staff)) {
            throw DomainProblem.notFound();
        }
        return found;
    }

    private AgreementView mine(UUID id) {
        AgreementView found = history.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(found.office());
        return found;
    }
}
