package org.almoner.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that needs a person.
 *
 * @param office {@code null} when it belongs to no office; then only those who act for all see it
 * @param summary what it is, in one sentence
 * @param reason what went wrong last; no personal data
 * @param retryable whether trying again is possible
 */
record Failure(
        Kind kind,
        UUID id,
        String office,
        String summary,
        String reason,
        Integer attempts,
        Instant since,
        boolean retryable) {

    /** What can fail. */
    enum Kind {
        MAIL,
        WEBHOOK,
        PAYMENT,
        /** A system of an office that takes no webhooks; mended and resumed where it is kept. */
        WEBHOOK_ENDPOINT
    }
}
