package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends the receipt of a settled gift. */
@Singleton
class ReceiptMailHandler implements OutboxHandler {

    static final String KIND = "receipt-mail";

    private final ReceiptTable table;
    private final MailTransport transport;
    private final MoneyGone gone;

    ReceiptMailHandler(ReceiptTable table, MailTransport transport, MoneyGone gone) {
        this.table = table;
        this.transport = transport;
        this.gone = gone;
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
        try {
            return transport.send(ReceiptMail.of(receipt, occurrence));
        } catch (IllegalArgumentException unsendable) {
            return new Delivery.Refused("The receipt cannot be written as a mail");
        }
    }
}
