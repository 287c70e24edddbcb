package org.almoner.payment;

import org.almoner.money.Money;

/**
 * What a person has decided about a payment that the provider's word left open.
 *
 * @param received what has arrived, as the person saw it; {@code null} unless booked
 * @param evidence where it can be seen again: a line of a bank statement, a page of the provider;
 *     {@code null} unless booked
 * @param reason why, in the person's words
 * @param actor subject of the staff member's token
 */
public record PaymentResolution(
        Outcome outcome, Money received, String evidence, String reason, String actor) {

    /** The two ways out. */
    public enum Outcome {
        /** The money is there: the payment settles, and all that follows from it. */
        BOOKED,
        /** No money of this payment is there, or it is given back outside. */
        DISMISSED
    }
}
