package org.almoner.account;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Sends the mails about accounts. */
@Singleton
class AccountMailHandler implements OutboxHandler {

    static final String KIND = "account-mail";

    private final AccountLetterTable letters;
    private final MailedSecrets secrets;
    private final MailTransport transport;

    AccountMailHandler(AccountLetterTable letters, MailedSecrets secrets, MailTransport transport) {
        this.letters = letters;
        this.secrets = secrets;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return letters.find(subject)
                .map(row -> send(row, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such letter"));
    }

    private Delivery send(AccountLetterTable.Row row, int occurrence) {
        AccountLetter.Kind kind = row.letter().kind();
        AddressChange.State needed =
                switch (kind) {
                    case CONFIRM_ADDRESS -> AddressChange.State.OPEN;
                    case ADDRESS_CHANGED -> AddressChange.State.DONE;
                };
        String secret = secrets.of(kind, row.change());
        // The key of the fingerprints may have been changed since.
        if (row.state() != needed || !MailedSecrets.hash(secret).equals(row.secretHash())) {
            return new Delivery.Refused("Its link is worth nothing any more");
        }
        return transport.send(
                () -> AccountMail.of(row.letter(), secret, occurrence),
                "The letter cannot be written as a mail");
    }
}
