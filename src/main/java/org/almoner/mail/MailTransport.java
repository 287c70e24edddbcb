package org.almoner.mail;

import java.util.function.Supplier;
import org.almoner.outbox.Delivery;

/** Gives a mail away. */
public interface MailTransport {

    /**
     * Tries once, within a bounded time, and tells what became of it: delivered, refused for good
     * (SMTP 5xx to this recipient), or to be tried again (4xx, no connection, time-out).
     */
    Delivery send(Mail mail);

    /**
     * Writes a mail and sends it.
     *
     * @param mail fails with {@link IllegalArgumentException} when it cannot be written, such as
     *     with a name that cannot stand in a header or a link that a mail must not have; that is
     *     refused for good
     * @param unwritable why, without personal data
     */
    default Delivery send(Supplier<Mail> mail, String unwritable) {
        Mail written;
        try {
            written = mail.get();
        } catch (IllegalArgumentException notWritable) {
            return new Delivery.Refused(unwritable);
        }
        return send(written);
    }
}
