package org.almoner.payment;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.almoner.money.Money;

/**
 * The whole truth about one payment as the provider tells it, on which alone we book.
 *
 * @param payment our id as the provider remembers it
 * @param answer reference, status and amount
 * @param reversals money that flowed back, each with the provider's own id; oldest first
 * @param disputes every dispute there ever was about it, open or over
 * @param ambiguous whether the provider knows several payments for this one of ours: money may have
 *     been taken twice, and a person must look
 * @param settledAt when the money was ours, where that is told (a bank's day of booking); {@code
 *     null} where it counts from when we hear of it
 * @param failedRefunds the provider's ids of refunds that did not reach the payer: the money is
 *     back with us. One that was booked stays booked, and a person must look
 */
public record ProviderReport(
        PaymentId payment,
        ProviderAnswer answer,
        List<Reversal> reversals,
        List<Dispute> disputes,
        boolean ambiguous,
        Instant settledAt,
        List<String> failedRefunds) {

    /** Of a provider whose refunds never fail afterwards. */
    public ProviderReport(
            PaymentId payment,
            ProviderAnswer answer,
            List<Reversal> reversals,
            List<Dispute> disputes,
            boolean ambiguous,
            Instant settledAt) {
        this(payment, answer, reversals, disputes, ambiguous, settledAt, List.of());
    }

    /** Of a provider that does not tell when the money was ours. */
    public ProviderReport(
            PaymentId payment,
            ProviderAnswer answer,
            List<Reversal> reversals,
            List<Dispute> disputes,
            boolean ambiguous) {
        this(payment, answer, reversals, disputes, ambiguous, null);
    }

    /** What an answer to our asking tells; it knows nothing of what flows back later. */
    static ProviderReport of(PaymentId payment, ProviderAnswer answer) {
        return new ProviderReport(payment, answer, List.of(), List.of(), false);
    }

    /**
     * Money that flowed back.
     *
     * @param reference the provider's id of this movement; unique per provider
     * @param kind who wanted it back
     * @param amount how much
     * @param reason the bank's code for why, such as {@code AM04}; {@code null} when none was
     *     given. What is no code (more than 20 characters, or others than capitals, digits and
     *     {@code _}) is dropped, so that a bank's free text never gets in
     */
    public record Reversal(String reference, ReversalKind kind, Money amount, String reason) {

        private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,20}");

        public Reversal {
            reason = reason != null && CODE.matcher(reason).matches() ? reason : null;
        }

        /** A movement for which the provider gives no reason. */
        public Reversal(String reference, ReversalKind kind, Money amount) {
            this(reference, kind, amount, null);
        }
    }

    /**
     * Somebody doubts the payment at the bank. What is over stays over: an older report, read
     * later, does not open it again.
     *
     * @param reference the provider's id of the dispute; unique per provider, and that of the
     *     reversal when it is lost
     * @param closed whether it is over, won or lost; what was lost is a reversal of its own
     * @param amount what is in dispute; {@code null} where the provider does not say
     * @param reason the provider's code for why, such as {@code fraudulent}; {@code null} when none
     *     was given. What is no code (more than 40 characters, or others than small letters, digits
     *     and {@code _}) is dropped, so that nobody's free text gets in
     * @param answerUntil when an answer is too late; {@code null} where the provider does not say
     */
    public record Dispute(
            String reference, boolean closed, Money amount, String reason, Instant answerUntil) {

        private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,40}");

        public Dispute {
            reason = reason != null && CODE.matcher(reason).matches() ? reason : null;
        }

        /** A dispute of which nothing more is told. */
        public Dispute(String reference, boolean closed) {
            this(reference, closed, null, null, null);
        }
    }
}
