package org.almoner.giftaid;

/** Why a gift cannot be claimed. */
public enum ClaimLeftOut {
    /** No declaration covers its day. */
    NO_DECLARATION,
    /** Only a spoken declaration covers it, and its written record has not been sent. */
    RECORD_NOT_SENT,
    /** What the donor got back is worth more than the law allows (Income Tax Act 2007 s. 418). */
    BENEFIT_TOO_HIGH,
    /** It was given by an organisation. */
    NOT_A_PERSON,
    /** All of it has flowed back. */
    NOTHING_LEFT,
    /** Its donor was erased. */
    ERASED
}
