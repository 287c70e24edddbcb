package org.almoner.payment;

import java.time.Instant;

/**
 * The donor was told of a collection: the announcement has left. Published with no transaction
 * open, possibly more than once; the first counts.
 *
 * @param payment that will be collected
 * @param at when it left, on our clock
 */
public record CollectionAnnounced(PaymentId payment, Instant at) {}
