package org.almoner.payment;

import java.time.Instant;

/**
 * A payment reached another state. Published inside the transaction that records it; observers
 * write in the same transaction or not at all.
 *
 * @param payment as it is now
 * @param at when it happened, on our clock
 */
public record PaymentProgressed(PaymentView payment, Instant at) {}
