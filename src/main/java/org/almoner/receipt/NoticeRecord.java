package org.almoner.receipt;

import java.time.LocalDate;
import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything the announcement of a direct debit is made of.
 *
 * @param dueOn the day the account is debited
 * @param account the donor's account, masked
 * @param mandate reference of the mandate
 * @param creditor who collects
 * @param creditorIdentifier under which number
 */
record NoticeRecord(
        UUID donation,
        String locale,
        Money amount,
        LocalDate dueOn,
        String account,
        String mandate,
        String creditor,
        String creditorIdentifier,
        Addressee donor,
        Letterhead office) {

    @Override
    public String toString() {
        return "NoticeRecord[" + donation + "]";
    }
}
