package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends the receipt of a settled gift. */
@Singleton
class ReceiptMailHandler implements OutboxHandler {

    static final String KIND = "receipt-mail";

    private final ReceiptTable table;
    private final MailTransport transport;

    ReceiptMailHandler(ReceiptTable table, MailTransport transport) {
        this.table = table;
        this.transport = transport;
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
        try {
            return transport.send(ReceiptMail.of(receipt, occurrence));
        } catch (IllegalArgumentException unsendable) {
            return new Delivery.Refused("The receipt cannot be written as a mail");
        }
    }
}
