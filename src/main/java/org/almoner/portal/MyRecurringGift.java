package org.almoner.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;
import org.almoner.recurring.CollectionDay;
import org.almoner.recurring.RecurringGiftState;

/**
 * A recurring gift as its donor sees it.
 *
 * @param number what people call it by
 * @param statusText how it stands, in a sentence in the donor's language
 * @param methodNeeded whether nothing is collected until the donor names another method
 * @param pausedUntil first day on which it goes on by itself; {@code null} otherwise
 * @param nextDueOn when the next instalment falls due; {@code null} when none lies ahead
 * @param version counts changes; a header, not a part of the body
 */
record MyRecurringGift(
        UUID id,
        String number,
        RecurringGiftState status,
        String statusText,
        Terms terms,
        MyGift.ToOffice office,
        MyGift.ForCampaign campaign,
        MyGift.PaidBy method,
        boolean methodNeeded,
        LocalDate pausedUntil,
        LocalDate nextDueOn,
        Instant madeAt,
        @JsonIgnore int version) {

    /**
     * What was agreed.
     *
     * @param collectionDay 1 to 28; {@code null} for the last day of the month
     * @param endOn {@code null} for no end
     */
    record Terms(
            Money amount,
            Cadence cadence,
            Integer collectionDay,
            boolean lastDayOfMonth,
            LocalDate startOn,
            LocalDate endOn,
            ReceiptWish receipts) {

        /** When the instalment so many after one that is due on a day falls due. */
        LocalDate dueAfter(LocalDate due, int later) {
            CollectionDay day =
                    lastDayOfMonth ? CollectionDay.lastOfMonth() : new CollectionDay(collectionDay);
            return day.in(YearMonth.from(due).plusMonths((long) later * cadence.months()));
        }
    }

    /** The strong validator of edits. */
    static String etag(int version) {
        return "\"" + version + "\"";
    }
}
