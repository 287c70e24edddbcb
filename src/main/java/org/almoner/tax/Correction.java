package org.almoner.tax;

/** How a statement is corrected. */
public enum Correction {
    /** It is void; its gifts can be stated anew. */
    CANCEL,
    /** It is void, and a new one of the same person and days stands for it. */
    REPLACE
}
