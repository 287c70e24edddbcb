package org.almoner.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * One debt as staff may see it; it holds no personal data.
 *
 * @param id our id of the debt
 * @param position the order of owing
 * @param subject the record the delivery is made from
 * @param occurrence 1 for the first time
 * @param attempts how often it was tried since it was owed or asked for again
 * @param nextAttemptAt when it is tried next, while pending
 * @param lastFailure why the last attempt failed; {@code null} when none did
 * @param deliveredAt {@code null} until then
 */
public record OutboxEntry(
        UUID id,
        long position,
        String kind,
        UUID subject,
        int occurrence,
        OutboxState state,
        int attempts,
        Instant nextAttemptAt,
        String lastFailure,
        Instant createdAt,
        Instant deliveredAt) {}
