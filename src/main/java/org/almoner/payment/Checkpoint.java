package org.almoner.payment;

/**
 * The arrows between the phases of being paid (EO-8). Passing one does nothing, unless a rehearsal
 * of crashes in sandbox mode has asked for the process to die there.
 */
public enum Checkpoint {
    /** Nothing is stored yet. */
    BEFORE_FIRST_COMMIT,
    /** Gift, payment and key are stored; nobody has been asked for money. */
    GIFT_STORED,
    /** The provider has been asked; its answer is in our hands only. */
    PROVIDER_ANSWERED,
    /** The answer is written but not committed. */
    BEFORE_SECOND_COMMIT,
    /** All is stored; the client has not been told. */
    FINISHED
}
