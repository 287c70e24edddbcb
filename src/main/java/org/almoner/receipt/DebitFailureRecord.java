package org.almoner.receipt;

import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything the mail about a failed direct debit is made of.
 *
 * @param cameBack whether the gift had counted before; otherwise it was never collected
 * @param amount what was not collected, or what went back
 * @param account the donor's account, masked
 * @param mandate reference of the mandate
 * @param receipt number of the receipt that does not hold any more; {@code null} when there is none
 */
record DebitFailureRecord(
        UUID donation,
        String locale,
        DebitTrouble trouble,
        boolean cameBack,
        Money amount,
        String account,
        String mandate,
        String receipt,
        Addressee donor,
        Letterhead office) {

    @Override
    public String toString() {
        return "DebitFailureRecord[" + donation + "]";
    }
}
