package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends what became of a direct debit that failed. */
@Singleton
class DebitFailureMailHandler implements OutboxHandler {

    static final String KIND = "debit-failed-mail";

    private final ReceiptTable table;
    private final MailTransport transport;

    DebitFailureMailHandler(ReceiptTable table, MailTransport transport) {
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
        return table.debitFailure(subject)
                .map(failure -> send(failure, subject, occurrence))
                .orElseGet(Delivery.NotWanted::new);
    }

    private Delivery send(DebitFailureRecord failure, UUID payment, int occurrence) {
        return transport.send(
                () -> ReceiptMail.of(failure, payment, occurrence),
                "What became of the debit cannot be written as a mail");
    }
}
