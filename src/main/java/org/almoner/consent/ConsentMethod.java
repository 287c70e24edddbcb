package org.almoner.consent;

import java.util.Locale;

/** By which way of ours an answer came. */
public enum ConsentMethod {
    /** With a gift, before anybody was signed in; a box left alone is an answer there, no act. */
    WIZARD,
    /** Signed in: every answer is an act. */
    PORTAL,
    /**
     * The mailbox itself said so, by the link of a mail that asked for it (double opt-in): every
     * answer is an act.
     */
    CONFIRMATION;

    /** Whether a yes said this way needs no mailbox to confirm it. */
    boolean confirms() {
        return this != WIZARD;
    }

    /** As the ledger writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ConsentMethod read(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
