package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends that money was given back. */
@Singleton
class RefundMailHandler implements OutboxHandler {

    static final String KIND = "refund-mail";

    private final ReceiptTable table;
    private final MailTransport transport;

    RefundMailHandler(ReceiptTable table, MailTransport transport) {
        this.table = table;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Nothing but an erasure takes a record away: its person does not want the mail any more. */
    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return table.refund(subject)
                .map(refund -> send(refund, subject, occurrence))
                .orElseGet(Delivery.NotWanted::new);
    }

    private Delivery send(RefundRecord refund, UUID movement, int occurrence) {
        return transport.send(
                () -> ReceiptMail.of(refund, movement, occurrence),
                "The refund cannot be written as a mail");
    }
}
