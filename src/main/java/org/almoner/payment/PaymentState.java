package org.almoner.payment;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of one payment. No state is ever left for an earlier one; {@code
 * golden/payment/payment-states.txt} shows the whole matrix.
 */
public enum PaymentState {
    /** Stored by us; the provider has not answered yet, or its answer was lost. */
    OPENED,
    /** The provider has it; the donor, a bank or time must act. */
    PENDING,
    /**
     * The money is ours. Set by the provider's word, or by a person of finance who has seen the
     * money; never by a return page.
     */
    SETTLED,
    /**
     * Refused for good; the donor may try another payment for the same gift. Money that is reported
     * all the same is shown to a person, who alone may book it: the gift may be paid already.
     */
    DECLINED,
    /** Given up by the provider or the donor, or dismissed by a person of finance. */
    EXPIRED,
    /** Part of the money flowed back. */
    PARTLY_REFUNDED,
    /** All of it was given back by us. */
    REFUNDED,
    /** All of it is gone, and the bank took at least the last part back. */
    RETURNED,
    /** What the provider says contradicts what we know; a person decides. Nothing is booked. */
    NEEDS_REVIEW;

    /** The states that may directly follow this one. */
    public Set<PaymentState> successors() {
        return switch (this) {
            case OPENED -> EnumSet.of(PENDING, SETTLED, DECLINED, EXPIRED, NEEDS_REVIEW);
            case PENDING -> EnumSet.of(SETTLED, DECLINED, EXPIRED, NEEDS_REVIEW);
            case SETTLED -> EnumSet.of(PARTLY_REFUNDED, REFUNDED, RETURNED);
            case PARTLY_REFUNDED -> EnumSet.of(REFUNDED, RETURNED);
            case NEEDS_REVIEW -> EnumSet.of(SETTLED, DECLINED, EXPIRED);
            case DECLINED, EXPIRED -> EnumSet.of(SETTLED); // by a person's hand only
            case REFUNDED, RETURNED -> EnumSet.noneOf(PaymentState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    public boolean mayBecome(PaymentState next) {
        return successors().contains(next);
    }

    /** Whether money was received at some time, whatever became of it. */
    public boolean wasSettled() {
        return switch (this) {
            case SETTLED, PARTLY_REFUNDED, REFUNDED, RETURNED -> true;
            case OPENED, PENDING, DECLINED, EXPIRED, NEEDS_REVIEW -> false;
        };
    }

    /** Whether this attempt stands in the way of another one for the same gift. */
    public boolean isAlive() {
        return switch (this) {
            case DECLINED, EXPIRED, NEEDS_REVIEW -> false;
            case OPENED, PENDING, SETTLED, PARTLY_REFUNDED, REFUNDED, RETURNED -> true;
        };
    }
}
