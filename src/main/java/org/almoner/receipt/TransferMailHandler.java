package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends the instructions for a bank transfer. */
@Singleton
class TransferMailHandler implements OutboxHandler {

    static final String KIND = "transfer-instructions-mail";

    private final ReceiptTable table;
    private final MailTransport transport;

    TransferMailHandler(ReceiptTable table, MailTransport transport) {
        this.table = table;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return table.transfer(subject)
                .map(transfer -> send(transfer, subject, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such transfer"));
    }

    private Delivery send(TransferRecord transfer, UUID payment, int occurrence) {
        return transport.send(
                () -> ReceiptMail.of(transfer, payment, occurrence),
                "The instructions cannot be written as a mail");
    }
}
