package org.almoner.payment.sepa;

import java.time.LocalDate;
import org.almoner.donor.Iban;

/**
 * What an account's holder agrees to.
 *
 * @param office code of the office that collects
 * @param creditor the office as its bank knows it
 * @param sequence whether for one collection or for repeated ones
 * @param text the words that were shown
 * @param holder name of the account's holder, as the holder wrote it
 * @param account where it is collected from
 * @param agreedOn the day of the agreement at the office
 * @param evidence how it came about
 */
record Agreement(
        String office,
        Creditor creditor,
        SequenceType sequence,
        MandateText text,
        String holder,
        Iban account,
        LocalDate agreedOn,
        Evidence evidence) {

    @Override
    public String toString() {
        return "Agreement[" + evidence.source() + "]";
    }
}
