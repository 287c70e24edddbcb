package org.almoner.payment;

/** Why a gift is given back. */
public enum RefundReason {
    /** The donor wants it back. */
    DONOR_ASKED,
    /** It was given twice by mistake. */
    DUPLICATE,
    /** We made a mistake. */
    MISTAKE,
    /** It was not the donor who gave. */
    FRAUD,
    /** What the note says. */
    OTHER
}
