package org.almoner.export;

/** Why there is no file. */
public enum ExportFailure {
    /** Not as many rows, or not the sums, as the database counts in the same snapshot. */
    ROWS_DIFFER,
    /** More rows than the format can hold. */
    TOO_MANY_ROWS,
    /** A ledger account has no account in the office's chart; the detail names it. */
    ACCOUNT_MISSING,
    /**
     * A booking that the format cannot tell, such as one of another currency; the detail names it.
     */
    OUT_OF_FORMAT,
    /** The database's disk was full at every try. */
    DISK_FULL,
    /** Given up after several tries; the log says why. */
    CANNOT_BE_MADE
}
