package org.almoner.donation;

import org.almoner.donor.DonorId;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;

/**
 * A gift by bank transfer waits for the donor to transfer it. Published once per attempt, inside
 * the transaction that records it.
 *
 * @param transfer the account and reference to use
 * @param locale BCP 47 language of the donor
 */
public record DonationAwaitsTransfer(
        DonationId donation,
        PaymentId payment,
        DonorId donor,
        OfficeCode office,
        Money amount,
        NextAction.Transfer transfer,
        String locale) {}
