package org.almoner.wizard;

import java.time.LocalDate;
import org.almoner.recurring.Agreement;
import org.almoner.recurring.InstalmentState;
import org.almoner.recurring.InstalmentView;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftView;

/**
 * The first instalment, as the donor is told of it.
 *
 * @param dueOn the day it falls due, in the office's time zone
 * @param status {@code SCHEDULED} while it lies ahead
 */
record FirstInstalment(LocalDate dueOn, InstalmentState status) {

    static FirstInstalment of(InstalmentView instalment) {
        return new FirstInstalment(instalment.dueOn(), instalment.state());
    }

    /** Before there is a method that could collect it. */
    static FirstInstalment planned(RecurringGiftView gift) {
        RecurringGiftView.Terms terms = gift.terms();
        return new FirstInstalment(
                RecurringGiftDesk.firstDue(
                        new Agreement.Rhythm(
                                terms.cadence(), terms.day(), terms.startOn(), terms.endOn())),
                InstalmentState.SCHEDULED);
    }
}
