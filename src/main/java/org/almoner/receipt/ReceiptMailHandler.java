package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donor.DonorBook;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Sends the receipt of a settled gift: the first time to the address the gift was made with, when
 * somebody asks for it again to where the donor is reached by then.
 */
@Singleton
class ReceiptMailHandler implements OutboxHandler {

    static final String KIND = "receipt-mail";

    private final ReceiptTable table;
    private final MailTransport transport;
    private final MoneyGone gone;
    private final DonationHistory gifts;
    private final DonorBook donors;

    ReceiptMailHandler(
            ReceiptTable table,
            MailTransport transport,
            MoneyGone gone,
            DonationHistory gifts,
            DonorBook donors) {
        this.table = table;
        this.transport = transport;
        this.gone = gone;
        this.gifts = gifts;
        this.donors = donors;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return table.receipt(subject)
                .map(receipt -> send(receipt, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such receipt"));
    }

    private Delivery send(ReceiptRecord receipt, int occurrence) {
        if (gone.isAllGone(new DonationId(receipt.donation()))) {
            return new Delivery.Refused("All of the gift has flowed back since");
        }
        if (receipt.isForNobody()) {
            return new Delivery.NotWanted();
        }
        ReceiptRecord letter = occurrence == 1 ? receipt : toPresentAddress(receipt);
        return transport.send(
                () -> ReceiptMail.of(letter, occurrence),
                "The receipt cannot be written as a mail");
    }

    private ReceiptRecord toPresentAddress(ReceiptRecord receipt) {
        return gifts.find(new DonationId(receipt.donation()))
                .flatMap(gift -> donors.find(gift.donor()))
                .map(donor -> receipt.sentTo(donor.details().email().value()))
                .orElse(receipt);
    }
}
