package org.almoner.payment;

import java.time.Instant;

/**
 * A person has decided about a payment in doubt, and nothing was booked. Published inside the
 * transaction of the decision; no payment has reached another state by it.
 *
 * @param payment how the same business stands now: a payment of it that is still in doubt if there
 *     is one, otherwise its last
 * @param at when it was decided, on our clock
 */
public record PaymentCleared(PaymentView payment, Instant at) {}
