package org.almoner.payment;

import java.time.Instant;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * Money of a settled payment flowed back. Published once per movement, inside the transaction that
 * records it, and after the {@link PaymentProgressed} of its settlement.
 *
 * @param payment as it is after the movement
 * @param reversal our id of the movement
 * @param amount how much flowed back with it
 * @param reason the bank's code for why, such as {@code AM04}; {@code null} when none was given
 * @param at when we recorded it
 */
public record PaymentReversed(
        PaymentView payment,
        UUID reversal,
        ReversalKind kind,
        Money amount,
        String reason,
        Instant at) {}
