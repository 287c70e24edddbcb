package org.almoner.donation;

import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;

/**
 * A gift by direct debit will be collected on a day. Published once per attempt, inside the
 * transaction that records it.
 *
 * @param collection what is collected, when and under which mandate
 * @param locale BCP 47 language of the donor
 */
public record DonationAwaitsCollection(
        DonationId donation,
        PaymentId payment,
        DonorId donor,
        OfficeCode office,
        NextAction.DirectDebit collection,
        String locale) {}
