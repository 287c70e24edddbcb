package org.almoner.receipt;

import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything the mail about a refund is made of.
 *
 * @param gift what had been given
 * @param back how much went back now
 * @param left what counts from now on; nothing when the whole gift went back
 * @param receipt number of the receipt that names the whole gift; {@code null} when there is none
 */
record RefundRecord(
        UUID donation,
        String locale,
        Money gift,
        Money back,
        Money left,
        String receipt,
        Addressee donor,
        Letterhead office) {

    /** How much of the gift it is. */
    enum Part {
        /** The whole gift at once. */
        ALL,
        /** Some of it, and some is left. */
        PART,
        /** What was left of it. */
        REST
    }

    Part part() {
        if (!left.isZero()) {
            return Part.PART;
        }
        return back.equals(gift) ? Part.ALL : Part.REST;
    }

    @Override
    public String toString() {
        return "RefundRecord[" + donation + "]";
    }
}
