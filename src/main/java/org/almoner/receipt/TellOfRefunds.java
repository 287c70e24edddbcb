package org.almoner.receipt;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationView;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorView;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.payment.ReversalKind;

/**
 * Owes the donor a mail when money of a gift was given back, in the transaction that records it:
 * one for each movement, however often it is told, whether staff asked for it here or at the
 * provider. What a bank took back is told by others.
 */
@Singleton
class TellOfRefunds {

    private final Offices offices;
    private final DonorBook donors;
    private final DonationHistory gifts;
    private final ReceiptTable table;
    private final Outbox outbox;
    private final InstantSource clock;

    TellOfRefunds(
            Offices offices,
            DonorBook donors,
            DonationHistory gifts,
            ReceiptTable table,
            Outbox outbox,
            InstantSource clock) {
        this.offices = offices;
        this.donors = donors;
        this.gifts = gifts;
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    void onReversed(@Observes DonationReversed event) {
        if (event.kind() != ReversalKind.REFUND) {
            return;
        }
        DonationView gift = gifts.find(event.donation()).orElseThrow();
        donors.find(gift.donor())
                .map(DonorView::details)
                .filter(DonorDetails::isReachable)
                .ifPresent(donor -> tell(event, gift, donor));
    }

    private void tell(DonationReversed event, DonationView gift, DonorDetails donor) {
        Office office = offices.byCode(event.office());
        RefundRecord refund =
                new RefundRecord(
                        gift.id().value(),
                        office.localeFor(Locale.forLanguageTag(gift.locale())).getLanguage(),
                        gift.amount(),
                        event.amount(),
                        gift.amount().minus(gift.reversed()),
                        table.ofDonation(gift.id().value())
                                .map(ReceiptTable.Row::number)
                                .orElse(null),
                        Addressee.of(donor),
                        Letterhead.of(office));
        if (table.insert(event.reversal(), refund, clock.instant())) {
            outbox.owe(RefundMailHandler.KIND, event.reversal(), 1);
        }
    }
}
