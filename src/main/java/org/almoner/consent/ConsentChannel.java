package org.almoner.consent;

/** By which way a purpose reaches the donor; each way has its own law. */
public enum ConsentChannel {
    EMAIL,
    PHONE,
    SMS,
    POST,
    /** Handing data over to another office. */
    TRANSFER,
    /** No way of contact: information only. */
    NONE
}
