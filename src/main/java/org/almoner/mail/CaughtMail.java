package org.almoner.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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

    private static final DateTimeFormatter FOR_PEOPLE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    /** One header line, not encoded. */
    record Header(String name, String value) {}

    /** What a list shows. */
    record Entry(UUID id, String to, String subject, Instant sentAt) {}

    /** The newest mails. */
    record Listing(List<Entry> items) {}

    /** For people: to the second, in UTC. */
    public String sentAtForPeople() {
        return FOR_PEOPLE.format(sentAt);
    }

    Entry entry() {
        return new Entry(id, to, subject, sentAt);
    }
}
