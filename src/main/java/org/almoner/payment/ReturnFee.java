package org.almoner.payment;

import java.time.Instant;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * A bank took something for bringing money back. Published once per movement, inside the
 * transaction that records it, whether the money had counted as a gift before or not.
 *
 * @param id the same whenever the same movement is told
 * @param gift what had been collected for
 * @param office code
 * @param provider the gateway's name
 * @param fee how much, beyond what was collected
 * @param at when we recorded it
 */
public record ReturnFee(
        UUID id, UUID gift, String office, String provider, Money fee, Instant at) {}
