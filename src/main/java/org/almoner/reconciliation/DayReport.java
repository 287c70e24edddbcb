package org.almoner.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One day of one office as providers, ledger and bank tell it. All amounts are minor units with
 * sign of the currency named beside them.
 *
 * @param zone in which the day begins and ends
 * @param differences what does not agree, by kind; the single ones are a list of their own
 */
public record DayReport(
        String office,
        LocalDate day,
        String zone,
        List<ProviderDay> providers,
        List<AccountDay> ledger,
        List<BankDay> bank,
        List<Count> differences) {

    /**
     * What one provider says, in one currency of its balance. What was there when the day began,
     * and all of the day, make {@code closing}.
     *
     * @param readUntil what the provider recorded before is in it; {@code null}: nothing yet
     * @param complete whether the whole day has been read
     * @param paidIn payments
     * @param refunded less than zero: given back; what did not reach donors is taken off
     * @param fees less than zero: kept by the provider
     * @param disputed less than zero: held back; what was given free is taken off
     * @param paidOut less than zero: left for the bank; what came back is taken off
     * @param other what a person must look at
     * @param clearing what the ledger says the provider holds at the end of the day
     * @param difference {@code closing - clearing}
     */
    public record ProviderDay(
            String provider,
            Instant readUntil,
            boolean complete,
            String currency,
            long movements,
            long opening,
            long paidIn,
            long refunded,
            long fees,
            long disputed,
            long paidOut,
            long other,
            long closing,
            long clearing,
            long difference) {}

    /**
     * One account of the ledger. Debit is more than zero, credit less.
     *
     * @param opening debits less credits before the day
     * @param closing the same at its end
     */
    public record AccountDay(
            String account,
            String currency,
            long opening,
            long debits,
            long credits,
            long closing) {}

    /**
     * Lines of the bank's statements of the day.
     *
     * @param kind {@code TRANSFERS}, {@code DIRECT_DEBITS}, {@code PAYOUTS}, {@code WAITING} or
     *     {@code OTHER}
     * @param credits what came in
     * @param debits what went out
     */
    public record BankDay(
            String kind, String currency, long movements, long credits, long debits) {}

    /** How many differences of one kind there are. */
    public record Count(DifferenceKind kind, long differences) {}
}
