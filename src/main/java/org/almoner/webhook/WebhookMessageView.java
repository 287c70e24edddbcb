package org.almoner.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as staff see it.
 *
 * @param subject the record it tells of
 * @param lastOutcome what came of the last attempt; {@code null} before the first
 * @param nextAttemptAt not before then; {@code null} when it does not wait
 */
public record WebhookMessageView(
        UUID id,
        String type,
        UUID subject,
        MessageState state,
        int attempts,
        String lastOutcome,
        Instant createdAt,
        Instant lastAttemptAt,
        Instant nextAttemptAt,
        Instant endedAt) {}
