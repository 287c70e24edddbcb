package org.almoner.signup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentText;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.outbox.Outbox;

/** Writes a sign-up down and owes its mail, inside the caller's transaction. */
@Singleton
class NoteSignUp {

    /** How long the link of the mail serves. */
    static final Duration SERVES = Duration.ofDays(7);

    private final SignUpTable table;
    private final SignUpSecrets secrets;
    private final Outbox outbox;
    private final Ids ids;

    NoteSignUp(SignUpTable table, SignUpSecrets secrets, Outbox outbox, Ids ids) {
        this.table = table;
        this.secrets = secrets;
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * Writes it down.
     *
     * @param said the donor's answer it confirms; {@code null} when no donor gave one
     */
    void note(Mailbox mailbox, ConsentText text, SignUp.Said said, Origin origin) {
        UUID id = ids.next();
        Instant now = mailbox.audience().at();
        table.add(
                new SignUp(
                        id,
                        mailbox.email(),
                        mailbox.audience().country(),
                        text.controller(),
                        text.recipient(),
                        new SignUp.Text(text.id(), text.version(), text.locale(), text.textHash()),
                        said,
                        SignUp.State.ASKED,
                        now,
                        now.plus(SERVES)),
                SignUpSecrets.hash(secrets.of(id)),
                origin);
        outbox.owe(SignUpMailHandler.KIND, id, 1);
    }

    /** Who has to confirm. */
    record Mailbox(EmailAddress email, ConsentAudience audience) {

        @Override
        public String toString() {
            return "Mailbox";
        }
    }
}
