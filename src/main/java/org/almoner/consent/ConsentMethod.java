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
    CONFIRMATION,
    /** On paper, written down by staff: an act, and in written form. */
    STAFF_PAPER,
    /**
     * By telephone, written down by staff: an act, but nobody has seen that the mailbox is the
     * caller's.
     */
    STAFF_PHONE,
    /** At the desk with a signed form, written down by staff: an act, and in written form. */
    STAFF_IN_PERSON;

    /** Whether a yes said this way needs no mailbox to confirm it. */
    boolean confirms() {
        return this != WIZARD && this != STAFF_PHONE;
    }

    /** Whether staff wrote it down. */
    public boolean isByStaff() {
        return this == STAFF_PAPER || this == STAFF_PHONE || this == STAFF_IN_PERSON;
    }

    /** As the ledger writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ConsentMethod read(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
