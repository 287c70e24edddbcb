package org.almoner.statement;

/** Which of the prints of a statement a document is; every other than the original shows it. */
public enum StatementMark {
    /** The one that counts. */
    ORIGINAL,
    /** Written again for a donor who lost it; carries the same number. */
    DUPLICATE,
    /** Does not count any more. */
    CANCELLED
}
