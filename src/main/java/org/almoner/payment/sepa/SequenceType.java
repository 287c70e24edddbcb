package org.almoner.payment.sepa;

/**
 * How a collection stands among those of its mandate. Since November 2016 the first one of a series
 * needs no type of its own, and all have the same lead time.
 */
enum SequenceType {
    /** The only collection under a mandate for one payment. */
    OOFF,
    /** Any collection under a mandate for repeated payments, the first one included. */
    RCUR
}
