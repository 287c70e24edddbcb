package org.almoner.donation;

import java.time.Instant;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ReversalKind;

/**
 * Money of a settled gift flowed back, whole or in part. Published once per movement, inside the
 * transaction that records it.
 *
 * @param instalment {@code null} for a gift given once
 * @param reversal our id of the movement
 * @param amount how much flowed back with this movement
 * @param reason the bank's code for why, such as {@code AM04}; {@code null} when none was given
 * @param nothingLeft whether the whole gift is gone now
 */
public record DonationReversed(
        DonationId donation,
        InstalmentOf instalment,
        PaymentId payment,
        UUID reversal,
        OfficeCode office,
        Money amount,
        ReversalKind kind,
        String reason,
        String provider,
        boolean nothingLeft,
        Instant at) {}
