package org.almoner.retention;

/** What becomes of a record. */
public enum Outcome {
    /** Nothing personal is left in it. */
    DELETED,
    /** Name and postal address stay for finance, until the day the law says. */
    RESTRICTED,
    /** It stays as it is. */
    KEPT
}
