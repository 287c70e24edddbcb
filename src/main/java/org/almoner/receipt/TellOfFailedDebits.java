package org.almoner.receipt;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationUnpaid;
import org.almoner.donation.DonationView;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorView;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ReversalKind;

/**
 * Owes the donor of a gift given once a mail when its direct debit failed or came back, in the
 * transaction that notes it: one per payment, however often it is told. Recurring gifts tell their
 * donors themselves. What is said of account and mandate is what was announced; a debit that was
 * announced to nobody is no news to anybody.
 */
@Singleton
class TellOfFailedDebits {

    private final Offices offices;
    private final DonorBook donors;
    private final DonationHistory gifts;
    private final ReceiptTable table;
    private final Outbox outbox;
    private final InstantSource clock;

    TellOfFailedDebits(
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

    /**
     * What happened to a payment.
     *
     * @param wentBack how much; {@code null} when it was never collected
     */
    private record Happened(
            DonationId donation, PaymentId payment, DebitTrouble trouble, Money wentBack) {}

    void onUnpaid(@Observes DonationUnpaid event) {
        if (event.instalment() == null) {
            DebitTrouble.of(event.reasonCode())
                    .map(it -> new Happened(event.donation(), event.payment(), it, null))
                    .ifPresent(this::tell);
        }
    }

    /** Money that we gave back ourselves is told by whoever gives it; a part may yet be all. */
    void onReversed(@Observes DonationReversed event) {
        if (event.instalment() == null
                && event.kind() == ReversalKind.RETURN
                && event.nothingLeft()) {
            DebitTrouble.of(event.reason())
                    .map(it -> new Happened(event.donation(), event.payment(), it, event.amount()))
                    .ifPresent(this::tell);
        }
    }

    private void tell(Happened happened) {
        Optional<NoticeRecord> announced = table.notice(happened.payment().value());
        Optional<DonorDetails> donor =
                gifts.find(happened.donation())
                        .filter(it -> it.method() == PaymentMethod.SEPA_DIRECT_DEBIT)
                        .map(DonationView::donor)
                        .flatMap(donors::find)
                        .map(DonorView::details)
                        .filter(DonorDetails::isReachable);
        if (announced.isEmpty() || donor.isEmpty()) {
            return;
        }
        DebitFailureRecord failure = failure(happened, announced.get(), donor.get());
        if (table.insert(happened.payment().value(), failure, clock.instant())) {
            outbox.owe(DebitFailureMailHandler.KIND, happened.payment().value(), 1);
        }
    }

    private DebitFailureRecord failure(
            Happened happened, NoticeRecord announced, DonorDetails donor) {
        boolean cameBack = happened.wentBack() != null;
        return new DebitFailureRecord(
                happened.donation().value(),
                announced.locale(),
                happened.trouble(),
                cameBack,
                cameBack ? happened.wentBack() : announced.amount(),
                announced.account(),
                announced.mandate(),
                table.ofDonation(happened.donation().value())
                        .map(ReceiptTable.Row::number)
                        .orElse(null),
                Addressee.of(donor),
                Letterhead.of(offices.byCode(new OfficeCode(announced.office().office()))));
    }
}
