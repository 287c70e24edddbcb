package org.almoner.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.almoner.donation.DonationAwaitsCollection;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.payment.NextAction;

/** Owes the announcement of each direct debit, in the transaction that notes the collection. */
@ApplicationScoped
class AnnounceDirectDebits {

    private final Offices offices;
    private final DonorBook donors;
    private final ReceiptTable table;
    private final Outbox outbox;
    private final InstantSource clock;

    AnnounceDirectDebits(
            Offices offices,
            DonorBook donors,
            ReceiptTable table,
            Outbox outbox,
            InstantSource clock) {
        this.offices = offices;
        this.donors = donors;
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    void onAwaitsCollection(@Observes DonationAwaitsCollection gift) {
        Office office = offices.byCode(gift.office());
        NextAction.DirectDebit collection = gift.collection();
        DonorDetails donor =
                donors.find(gift.donor())
                        .orElseThrow(
                                () ->
                                        new NoSuchElementException(
                                                "There is no donor " + gift.donor()))
                        .details();
        if (!donor.isReachable()) {
            return;
        }
        NoticeRecord notice =
                new NoticeRecord(
                        gift.donation().value(),
                        office.localeFor(Locale.forLanguageTag(gift.locale())).getLanguage(),
                        collection.amount(),
                        LocalDate.parse(collection.dueOn()),
                        collection.account(),
                        collection.mandateReference(),
                        collection.creditor(),
                        collection.creditorIdentifier(),
                        Addressee.of(donor),
                        Letterhead.of(office));
        if (table.insert(gift.payment().value(), notice, clock.instant())) {
            outbox.owe(NoticeMailHandler.KIND, gift.payment().value(), 1);
        }
    }
}
