package org.almoner.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One movement on the account that a provider holds for an office. {@code gross - fee} is by what
 * its balance changed.
 *
 * @param reference the provider's id of the movement, at most 100 characters; unique per provider
 * @param kind what it is
 * @param payment ours that it is about; {@code null} when it is about none, or about one that is
 *     not ours
 * @param gross minor units with sign: more than zero came onto the account
 * @param fee minor units that the provider kept of it, with sign: less than zero when it gives a
 *     fee back; zero of a movement of kind {@link Kind#FEE}, whose gross it is
 * @param currency of the balance, which need not be that of the payment
 * @param at when the provider recorded it
 * @param payout the provider's id of the payout: of the movement that is one, or that undoes one;
 *     otherwise {@code null}
 * @param arrivesOn day on which a payout is to reach the bank; {@code null} of all others
 */
public record BalanceMovement(
        String reference,
        Kind kind,
        PaymentId payment,
        long gross,
        long fee,
        Currency currency,
        Instant at,
        String payout,
        LocalDate arrivesOn) {

    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,100}");

    public BalanceMovement {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(at, "at");
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("A movement has a reference of 1 to 100 characters");
        }
        if ((kind == Kind.PAYOUT || kind == Kind.PAYOUT_FAILED) != (payout != null)) {
            throw new IllegalArgumentException("A payout is named by movements of payouts alone");
        }
    }

    /** What a movement is. */
    public enum Kind {
        /** A payment came in. */
        PAYMENT,
        /** We gave back, part or all; less than zero. */
        REFUND,
        /** A refund did not reach the donor and is back; more than zero. */
        REFUND_FAILED,
        /** Held back because somebody doubts a payment; less than zero. */
        DISPUTE,
        /** A dispute was won: what was held back is there again; more than zero. */
        DISPUTE_WON,
        /** The provider takes something for itself, or gives it back. */
        FEE,
        /** To our bank; less than zero. */
        PAYOUT,
        /** A payout came back from the bank; more than zero. */
        PAYOUT_FAILED,
        /** Anything else; a person must look. */
        OTHER
    }
}
