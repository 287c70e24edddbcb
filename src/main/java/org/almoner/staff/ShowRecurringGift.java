package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodView;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.RecurringGiftEvent;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftView;

/** Shows one recurring gift of the caller's offices. */
@ApplicationScoped
class ShowRecurringGift {

    private static final int LATEST = 25;

    private final RecurringGiftsTable table;
    private final RecurringGiftHistory history;
    private final PeriodicGiftHistory agreements;
    private final MethodDesk methods;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowRecurringGift(
            RecurringGiftsTable table,
            RecurringGiftHistory history,
            PeriodicGiftHistory agreements,
            MethodDesk methods,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.table = table;
        this.history = history;
        this.agreements = agreements;
        this.methods = methods;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * The recurring gift with its latest instalments.
     *
     * @throws DomainProblem 404, the same for an unknown one and for one of a foreign office
     */
    @Transactional
    StaffRecurringDetail show(UUID id) {
        RecurringGiftView gift = mine(id);
        writeDown.act(
                "recurring-gift.shown",
                "recurring-gift/" + id,
                gift.giver().office().value(),
                null);
        return new StaffRecurringDetail(
                table.find(id, OfficeScope.seesRestricted(staff))
                        .orElseThrow(DomainProblem::notFound),
                standing(gift),
                history.instalments(gift.id(), Integer.MAX_VALUE, LATEST).stream()
                        .map(StaffInstalment::of)
                        .toList(),
                history.events(gift.id()).stream().map(ShowRecurringGift::happened).toList(),
                agreements.boundTo(id).map(AgreementView::number).orElse(null),
                RecurringGiftsResource.etag(gift));
    }

    /** Instalments, latest first, from where the cursor says. */
    @Transactional
    Listing<StaffInstalment> instalments(UUID id, PageRequest wanted) {
        RecurringGiftView gift = mine(id);
        int before = wanted.markAs(Integer::valueOf).orElse(Integer.MAX_VALUE);
        List<StaffInstalment> found =
                history.instalments(gift.id(), before, wanted.limit() + 1).stream()
                        .map(StaffInstalment::of)
                        .toList();
        return Listing.of(found, wanted.limit(), last -> String.valueOf(last.number()));
    }

    /** The recurring gift, if the caller may see it. */
    RecurringGiftView mine(UUID id) {
        RecurringGiftView gift =
                history.find(new RecurringGiftId(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(gift.giver().office());
        return gift;
    }

    private StaffRecurringDetail.Standing standing(RecurringGiftView gift) {
        RecurringGiftView.Standing standing = gift.standing();
        return new StaffRecurringDetail.Standing(
                standing.pausedUntil(),
                standing.failedTries(),
                standing.unpaid(),
                standing.endReason(),
                standing.activatedAt(),
                standing.endedAt(),
                methods.find(gift.collecting().savedMethod()).map(MethodView::label).orElse(null));
    }

    private static StaffRecurringDetail.Happened happened(RecurringGiftEvent event) {
        return new StaffRecurringDetail.Happened(
                event.kind(),
                event.at(),
                event.by(),
                event.instalment(),
                event.reason(),
                event.before().isEmpty() ? null : event.before(),
                event.after().isEmpty() ? null : event.after());
    }
}
