package org.almoner.payment.sepa;

import java.time.LocalDate;

/**
 * Collections of one creditor and account that fall due on one day in one sequence type.
 *
 * @param id unique for ever at the bank
 * @param due the day the debtors are debited; TARGET is open on it
 * @param sequence one-off or recurring
 * @param creditor who collects
 * @param totals over its collections
 */
record Block(
        SepaReference id, LocalDate due, SequenceType sequence, Creditor creditor, Totals totals) {

    Block {
        if (!org.almoner.time.BusinessCalendar.isTargetDay(due)) {
            throw new IllegalArgumentException("TARGET is closed on " + due);
        }
    }
}
