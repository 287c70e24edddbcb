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
 * @param collectOn the day on which the money is taken: later where it has to be announced or asked
 *     for ahead; {@code null} before there is a method
 * @param status {@code SCHEDULED} while it lies ahead
 */
record FirstInstalment(LocalDate dueOn, LocalDate collectOn, InstalmentState status) {

    static FirstInstalment of(InstalmentView instalment) {
        return new FirstInstalment(instalment.dueOn(), instalment.collectOn(), instalment.state());
    }

    /** Before there is a method that could collect it. */
    static FirstInstalment planned(RecurringGiftView gift) {
        RecurringGiftView.Terms terms = gift.terms();
        return new FirstInstalment(
                RecurringGiftDesk.firstDue(
                        new Agreement.Rhythm(
                                terms.cadence(), terms.day(), terms.startOn(), terms.endOn())),
                null,
                InstalmentState.SCHEDULED);
    }
}
