package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.ChangeOutcome;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftId;

/** Changes a recurring gift of the caller's offices, and puts who did it on the audit trail. */
@ApplicationScoped
class ChangeRecurringGift {

    private final RecurringGiftDesk desk;
    private final ShowRecurringGift show;
    private final PeriodicGiftHistory agreements;
    private final WriteDown writeDown;

    ChangeRecurringGift(
            RecurringGiftDesk desk,
            ShowRecurringGift show,
            PeriodicGiftHistory agreements,
            WriteDown writeDown) {
        this.desk = desk;
        this.show = show;
        this.agreements = agreements;
        this.writeDown = writeDown;
    }

    @Transactional
    StaffRecurringChange terms(UUID id, Integer version, RecurringRequests.Terms asked) {
        return changed(
                id,
                new Act("recurring-gift.changed", asked.reason()),
                gift -> desk.change(gift, version, asked.change(), ChangedBy.STAFF));
    }

    @Transactional
    StaffRecurringChange pause(UUID id, Integer version, RecurringRequests.Pause asked) {
        return changed(
                id,
                new Act("recurring-gift.paused", asked.reason()),
                gift -> desk.pause(gift, version, asked.until(), ChangedBy.STAFF));
    }

    @Transactional
    StaffRecurringChange resume(UUID id, Integer version, RecurringRequests.Because asked) {
        return changed(
                id,
                new Act("recurring-gift.resumed", asked.reason()),
                gift -> desk.resume(gift, version, ChangedBy.STAFF));
    }

    @Transactional
    StaffRecurringChange cancel(UUID id, Integer version, RecurringRequests.Cancellation asked) {
        return changed(
                id,
                new Act("recurring-gift.cancelled", asked.reason()),
                gift -> desk.cancel(gift, version, asked.because(), ChangedBy.STAFF));
    }

    private record Act(String action, String reason) {}

    /**
     * @throws DomainProblem 404, the same for an unknown one and for one of a foreign office
     */
    private StaffRecurringChange changed(
            UUID id, Act act, Function<RecurringGiftId, ChangeOutcome> work) {
        String office = show.mine(id).giver().office().value();
        ChangeOutcome outcome = work.apply(new RecurringGiftId(id));
        writeDown.act(act.action(), "recurring-gift/" + id, office, act.reason());
        return StaffRecurringChange.of(
                outcome, agreements.boundTo(id).map(AgreementView::number).orElse(null));
    }
}
