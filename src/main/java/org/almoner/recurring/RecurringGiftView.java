package org.almoner.recurring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.SavedMethodId;

/**
 * A recurring gift as others may see it.
 *
 * @param number what people call it by, with a check character
 * @param campaign {@code null} when none was named
 * @param version counts changes; the strong validator of edits
 */
public record RecurringGiftView(
        RecurringGiftId id,
        String number,
        UUID draft,
        Agreement.Giver giver,
        CampaignId campaign,
        Terms terms,
        Collecting collecting,
        Standing standing,
        Instant createdAt,
        int version) {

    /**
     * What was agreed.
     *
     * @param amount of each instalment
     * @param startOn no instalment falls due before
     * @param endOn none falls due after; {@code null} for no end
     */
    public record Terms(
            Money amount,
            Cadence cadence,
            CollectionDay day,
            LocalDate startOn,
            LocalDate endOn,
            ReceiptWish receipts) {}

    /**
     * How it is collected.
     *
     * @param savedMethod {@code null} until one was named
     * @param methodNeeded whether the method cannot be used any more and another is awaited
     */
    public record Collecting(
            PaymentMethod method, SavedMethodId savedMethod, boolean methodNeeded) {}

    /**
     * How it stands.
     *
     * @param pausedUntil first day on which it goes on by itself; {@code null} for until resumed
     * @param failedTries tries that failed since the last success
     * @param unpaid instalments given up since the last success
     * @param endReason why it was cancelled; {@code null} otherwise
     */
    public record Standing(
            RecurringGiftState state,
            LocalDate pausedUntil,
            int failedTries,
            int unpaid,
            CancelReason endReason,
            Instant activatedAt,
            Instant endedAt) {}

    /** How it stands, in one word. */
    public RecurringGiftState state() {
        return standing.state();
    }
}
