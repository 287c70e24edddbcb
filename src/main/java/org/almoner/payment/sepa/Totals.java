package org.almoner.payment.sepa;

/**
 * A count and a sum, told before the collections and checked after them.
 *
 * @param count how many collections
 * @param cents their sum in EUR cents
 */
record Totals(long count, long cents) {

    static final Totals NONE = new Totals(0, 0);

    Totals plus(long amountCents) {
        return new Totals(count + 1, Math.addExact(cents, amountCents));
    }

    Totals plus(Totals other) {
        return new Totals(count + other.count, Math.addExact(cents, other.cents));
    }
}
