package org.almoner.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A mail the local mailbox caught.
 *
 * @param headers as they would have been sent
 */
record CaughtMail(
        UUID id,
        String to,
        String subject,
        Instant sentAt,
        List<Header> headers,
        String text,
        String html) {

    /** One header line, not encoded. */
    record Header(String name, String value) {}

    /** What a list shows. */
    record Entry(UUID id, String to, String subject, Instant sentAt) {}

    /** The newest mails. */
    record Listing(List<Entry> items) {}

    Entry entry() {
        return new Entry(id, to, subject, sentAt);
    }
}
