package org.almoner.wizard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.recurring.Agreement;
import org.almoner.recurring.CollectionDay;

/**
 * What step 1 says of a recurring gift beyond its cadence; what is left unsaid is settled at
 * completion.
 *
 * @param collectionDay 1 to 28; {@code null} when another was chosen or none
 * @param lastDayOfMonth whether it is to be the last day of each month
 * @param startOn no instalment before; {@code null} for the day of completion
 * @param endOn none after; {@code null} for no end
 * @param receipts {@code null} for a receipt each time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecurringWish(
        Integer collectionDay,
        Boolean lastDayOfMonth,
        LocalDate startOn,
        LocalDate endOn,
        ReceiptWish receipts) {

    static final RecurringWish NOTHING_SAID = new RecurringWish(null, null, null, null, null);

    /** When instalments fall due if the donor says yes on the given day of the office. */
    Agreement.Rhythm rhythm(Cadence cadence, LocalDate today) {
        LocalDate start = startOn == null || startOn.isBefore(today) ? today : startOn;
        return new Agreement.Rhythm(cadence, day(start), start, endOn);
    }

    private CollectionDay day(LocalDate start) {
        if (Boolean.TRUE.equals(lastDayOfMonth)) {
            return CollectionDay.lastOfMonth();
        }
        return collectionDay == null ? CollectionDay.like(start) : new CollectionDay(collectionDay);
    }

    @JsonIgnore
    ReceiptWish receiptsOrEach() {
        return receipts == null ? ReceiptWish.EACH : receipts;
    }
}
