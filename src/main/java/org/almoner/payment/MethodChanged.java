package org.almoner.payment;

import java.time.Instant;

/**
 * A saved method reached another state. Published inside the transaction that records it; observers
 * write in the same transaction or not at all.
 *
 * @param method as it is now
 * @param at when it happened, on our clock
 */
public record MethodChanged(MethodView method, Instant at) {}
