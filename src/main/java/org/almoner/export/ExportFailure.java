package org.almoner.export;

/** Why there is no file. */
public enum ExportFailure {
    /** Not as many rows, or not the sums, as the database counts in the same snapshot. */
    ROWS_DIFFER,
    /** More rows than a sheet can hold. */
    TOO_MANY_ROWS,
    /** Given up after several tries; the log says why. */
    CANNOT_BE_MADE
}
