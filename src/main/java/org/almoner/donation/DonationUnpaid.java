package org.almoner.donation;

import java.time.Instant;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentState;

/**
 * An attempt to be paid for a gift was declined or given up, and no money came. Published once per
 * attempt, inside the transaction that records it; the gift may be tried again.
 *
 * @param instalment {@code null} for a gift given once
 * @param payment the attempt
 * @param reasonCode the provider's code, for staff and retry rules; {@code null} when none was
 *     given
 * @param state {@link PaymentState#DECLINED} or {@link PaymentState#EXPIRED}
 */
public record DonationUnpaid(
        DonationId donation,
        InstalmentOf instalment,
        PaymentId payment,
        OfficeCode office,
        String reasonCode,
        PaymentState state,
        Instant at) {}
