package org.almoner.giftaid;

/** How a declaration was made. */
public enum DeclarationChannel {
    /**
     * A box that the donor ticked, with a gift or in the portal; the ledger of consents proves it.
     */
    WEB,
    /** A form on paper, or a letter. */
    PAPER,
    /**
     * By telephone or in person. It counts once a written record has been sent to the donor, unless
     * the words were recorded.
     */
    ORAL
}
