package org.almoner.erasure;

/** A class of data, as the schedule of retention and the reports of erasures name it. */
public enum DataClass {
    /** Contact data, proved addresses, sessions and how somebody signed in. */
    ACCOUNT(false),
    /** Mails that were owed, and what they were to say. */
    MAIL(false),
    /** Drafts of gifts, and what was written into them. */
    DRAFT(false),
    /** What somebody said of the experience. */
    FEEDBACK(false),
    /** Agreements to give again and again, with the methods saved for them. */
    RECURRING_GIFT(false),
    /** Donors' records no gift hangs on that a rule would hold. */
    DONOR(false),
    /** The booking voucher of a gift and the copy of its receipt, with name and postal address. */
    GIFT(true),
    /** Entries of the ledger. */
    BOOKS(true),
    /** Mandates for direct debits. */
    MANDATE(true),
    /** Copies of yearly statements. */
    TAX_STATEMENT(true),
    /** Declarations of Gift Aid. */
    GIFT_AID(true),
    /** Agreements of periodic gifts, with the names on their forms (Netherlands). */
    PERIODIC_GIFT(true),
    /** Answers in the ledger of consents. */
    CONSENT(true),
    /** The keyed hash of a mailbox that is not to be written to. */
    SUPPRESSION(true),
    /** All that is kept of somebody of whom nothing is heard any more. */
    RELATIONSHIP(true),
    /** Contact data of somebody who agreed to be written to and never took it back. */
    LIVE_CONSENT(true),
    /** Data of a Gift Aid donor whose gifts can still be claimed for. */
    CLAIMABLE_GIFT_AID(true),
    /** Network address and browser of an answer, and the mail and clicks behind a double opt-in. */
    CONSENT_EVIDENCE(true),
    /** The same of answers about calls. */
    PHONE_CONSENT_EVIDENCE(true);

    private final boolean scheduled;

    DataClass(boolean scheduled) {
        this.scheduled = scheduled;
    }

    /** Whether the schedule must say how long it is kept; all else is deleted at once. */
    boolean isScheduled() {
        return scheduled;
    }

    /** Whether it may be kept without an end. */
    boolean mayBeForEver() {
        return this == SUPPRESSION || this == LIVE_CONSENT;
    }
}
