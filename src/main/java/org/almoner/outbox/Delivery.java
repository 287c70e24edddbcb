package org.almoner.outbox;

/** What became of one attempt to deliver. Reasons carry no personal data. */
public sealed interface Delivery {

    /** It arrived, as far as can be known. */
    record Delivered() implements Delivery {}

    /** It did not arrive now; trying later may help. */
    record RetryLater(String reason) implements Delivery {}

    /** Whoever it was for does not want it any more: it is given up, and no failure. */
    record NotWanted() implements Delivery {}

    /** It cannot arrive; a person must look at it. */
    record Refused(String reason) implements Delivery {}
}
