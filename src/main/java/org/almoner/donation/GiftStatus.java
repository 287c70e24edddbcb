package org.almoner.donation;

/** What a donor and the public contract are told of a gift, in one word. */
public enum GiftStatus {
    /** Pledged; the money is not here yet. */
    PENDING,
    /** The money is here. */
    RECEIVED,
    /** The last attempt to pay was refused; another method may be tried. */
    DECLINED,
    /** The last attempt to pay was given up. */
    EXPIRED,
    /** Part of the money went back. */
    PARTLY_REFUNDED,
    /** All of it was given back by us. */
    REFUNDED,
    /** The bank took it back. */
    RETURNED,
    /** Something does not fit; a person is looking at it. */
    IN_REVIEW
}
