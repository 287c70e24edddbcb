package org.almoner.benefit;

import java.time.Instant;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.office.OfficeCode;

/**
 * What is recorded as given in return for a gift is something else now. Published inside the
 * transaction that records it, with the gift's row locked.
 *
 * @param benefit id of the new record
 */
public record BenefitChanged(DonationId gift, UUID benefit, OfficeCode office, Instant at) {}
