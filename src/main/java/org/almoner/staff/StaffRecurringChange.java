package org.almoner.staff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.almoner.recurring.ChangeOutcome;
import org.almoner.recurring.RecurringGiftState;

/**
 * What became of a change.
 *
 * @param takesEffectWith the instalment it counts for first; {@code null} when none lies ahead
 * @param underWay an instalment that is collected as it was agreed before; {@code null} for none
 * @param periodicGift transactienummer of the periodic gift that it pays for, whose deduction the
 *     change may cost; {@code null} for none
 * @param version the new ETag; a header, not a part of the body
 */
record StaffRecurringChange(
        RecurringGiftState state,
        StaffInstalment takesEffectWith,
        StaffInstalment underWay,
        String periodicGift,
        @JsonIgnore String version) {

    static StaffRecurringChange of(ChangeOutcome outcome, String periodicGift) {
        return new StaffRecurringChange(
                outcome.gift().state(),
                outcome.takesEffectWith().map(StaffInstalment::of).orElse(null),
                outcome.underWay().map(StaffInstalment::of).orElse(null),
                periodicGift,
                RecurringGiftsResource.etag(outcome.gift()));
    }
}
