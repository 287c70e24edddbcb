package org.almoner.payment.sepa;

import java.time.Instant;

/**
 * What a file says of itself.
 *
 * @param message its name; unique for ever at the bank
 * @param createdAt when it was made
 * @param initiator who sends it
 * @param totals over all its blocks
 */
record FileHead(SepaReference message, Instant createdAt, String initiator, Totals totals) {}
