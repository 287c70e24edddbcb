package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends the announcement of a direct debit. */
@Singleton
class NoticeMailHandler implements OutboxHandler {

    static final String KIND = "collection-notice-mail";

    private final ReceiptTable table;
    private final MailTransport transport;

    NoticeMailHandler(ReceiptTable table, MailTransport transport) {
        this.table = table;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return table.notice(subject)
                .map(notice -> send(notice, subject, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such collection"));
    }

    private Delivery send(NoticeRecord notice, UUID payment, int occurrence) {
        try {
            return transport.send(ReceiptMail.of(notice, payment, occurrence));
        } catch (IllegalArgumentException unsendable) {
            return new Delivery.Refused("The announcement cannot be written as a mail");
        }
    }
}
