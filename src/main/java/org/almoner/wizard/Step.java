package org.almoner.wizard;

/** What a draft needs next. */
enum Step {
    /** Step 1: how much, how often, what for. */
    AMOUNT,
    /** Step 2: who gives, and what was noted and agreed to. */
    DONOR,
    /** Step 3: how to pay. */
    PAYMENT_METHOD,
    /** Everything is there; the donor says yes. */
    COMPLETION,
    /** The gift is made. */
    DONE
}
