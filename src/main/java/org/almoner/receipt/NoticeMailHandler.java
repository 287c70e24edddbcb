package org.almoner.receipt;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;
import org.almoner.payment.CollectionAnnounced;
import org.almoner.payment.PaymentId;

/** Sends the announcement of a direct debit, and says when it has left. */
@Singleton
class NoticeMailHandler implements OutboxHandler {

    static final String KIND = "collection-notice-mail";

    private final ReceiptTable table;
    private final MailTransport transport;
    private final Event<CollectionAnnounced> announced;
    private final InstantSource clock;

    NoticeMailHandler(
            ReceiptTable table,
            MailTransport transport,
            Event<CollectionAnnounced> announced,
            InstantSource clock) {
        this.table = table;
        this.transport = transport;
        this.announced = announced;
        this.clock = clock;
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
        Delivery delivery =
                transport.send(
                        () -> ReceiptMail.of(notice, payment, occurrence),
                        "The announcement cannot be written as a mail");
        if (delivery instanceof Delivery.Delivered) {
            announced.fire(new CollectionAnnounced(new PaymentId(payment), clock.instant()));
        }
        return delivery;
    }
}
