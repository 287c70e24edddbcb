package org.almoner.tax;

/**
 * The life of a statement. Nothing is ever deleted: a number that was given out keeps its document.
 */
public enum StatementState {
    /** Frozen, with its number; its document is about to be written. */
    NUMBERED,
    /** Its document is written. The gifts on it stand on no other live statement. */
    ISSUED,
    /** Void; its gifts may stand on another one. */
    CANCELLED,
    /** Void; another one stands for it. */
    REPLACED
}
