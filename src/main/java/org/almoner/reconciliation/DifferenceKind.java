package org.almoner.reconciliation;

/** In what provider, ledger and bank do not agree. */
public enum DifferenceKind {
    /** The provider had money for a payment that is not in our books at all. */
    UNKNOWN_PAYMENT,
    /** The provider has the money of a payment that has not counted as received here. */
    NOT_RECEIVED,
    /** We count a payment as received and the provider does not tell of it. */
    NOT_TOLD,
    /** The provider had more or less for a payment than was booked. */
    OTHER_AMOUNT,
    /** The provider's balance is in another currency than the payment: nobody can book it. */
    OTHER_CURRENCY,
    /** More or less flowed back than was booked, lost disputes left out. */
    REFUNDS_DIFFER,
    /** A refund did not reach the donor; the money is with the provider again. */
    REFUND_FAILED,
    /** A dispute is over, and what was held back for it is not zero. */
    HELD_DIFFERS,
    /** A payout is not on the bank's statements though its days have passed. */
    PAYOUT_MISSING,
    /** A payout came back to the provider and stands on a statement all the same. */
    PAYOUT_TWICE,
    /** The movements in a payout do not make its amount. */
    PAYOUT_PARTS,
    /** A line of a statement may be a payout, and a person must say so. */
    PAYOUT_UNCLEAR,
    /** The provider said something else of a movement later; the first word is kept. */
    TOLD_OTHERWISE,
    /** A movement that has no name we know; nothing of it is booked but its fee. */
    OTHER
}
