package org.almoner.recurring;

import java.time.LocalDate;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;

/**
 * What is to be different from the next instalment on; {@code null} leaves a thing as it is.
 *
 * @param amount of each instalment, in the currency agreed
 * @param cadence anything but once
 * @param end when it ends, or that it does not
 * @param receipts how the donor wants to be thanked
 */
public record TermsChange(
        Money amount, Cadence cadence, CollectionDay day, End end, ReceiptWish receipts) {

    /**
     * When the recurring gift ends.
     *
     * @param day none falls due after it; {@code null} for no end
     */
    public record End(LocalDate day) {}
}
