package org.almoner.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.access.CurrentDonor;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.CancelReason;
import org.almoner.recurring.ChangeOutcome;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.RecurringGiftView;
import org.almoner.recurring.TermsChange;

/** Changes a recurring gift as its donor wants it. */
@ApplicationScoped
class ChangeMyRecurringGift {

    private final RecurringGiftDesk desk;
    private final ShowMyRecurringGift show;
    private final DescribeRecurringGift describe;
    private final CurrentDonor donor;

    ChangeMyRecurringGift(
            RecurringGiftDesk desk,
            ShowMyRecurringGift show,
            DescribeRecurringGift describe,
            CurrentDonor donor) {
        this.desk = desk;
        this.show = show;
        this.describe = describe;
        this.donor = donor;
    }

    /**
     * What became of a change.
     *
     * @param takesEffectWith the instalment it counts for first; {@code null} when none lies ahead
     * @param underWay an instalment that is collected as it was agreed before; {@code null} for
     *     none
     * @param periodicGift the agreement of a periodic gift that it pays for, and what the change
     *     may cost; {@code null} for none
     * @param version the new version; a header, not a part of the body
     */
    record Changed(
            RecurringGiftState status,
            String statusText,
            MyRecurringDetail.MyInstalment takesEffectWith,
            MyRecurringDetail.MyInstalment underWay,
            PeriodicGiftWarning periodicGift,
            @JsonIgnore int version) {}

    @Transactional
    Changed terms(UUID id, Integer version, TermsChange change) {
        return changed(id, gift -> desk.change(gift, version, change, ChangedBy.DONOR));
    }

    @Transactional
    Changed pause(UUID id, Integer version, LocalDate until) {
        return changed(id, gift -> desk.pause(gift, version, until, ChangedBy.DONOR));
    }

    @Transactional
    Changed resume(UUID id, Integer version) {
        return changed(id, gift -> desk.resume(gift, version, ChangedBy.DONOR));
    }

    @Transactional
    Changed cancel(UUID id, Integer version, CancelReason why) {
        return changed(id, gift -> desk.cancel(gift, version, why, ChangedBy.DONOR));
    }

    /**
     * @throws DomainProblem 404, the same for an unknown one and for one of somebody else
     */
    private Changed changed(UUID id, Function<RecurringGiftId, ChangeOutcome> work) {
        MyRecurringGiftsTable.Row row = show.mine(id);
        ChangeOutcome outcome = work.apply(new RecurringGiftId(id));
        PlainWords words = describe.words(row.office(), donor.language());
        RecurringGiftView gift = outcome.gift();
        return new Changed(
                gift.state(),
                words.of(
                        gift.state(),
                        gift.collecting().methodNeeded(),
                        gift.standing().pausedUntil()),
                outcome.takesEffectWith().map(it -> describe.instalment(it, words)).orElse(null),
                outcome.underWay().map(it -> describe.instalment(it, words)).orElse(null),
                describe.warning(row, donor.language()),
                gift.version());
    }
}
