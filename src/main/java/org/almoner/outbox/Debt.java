package org.almoner.outbox;

import java.time.Duration;
import java.util.UUID;

/**
 * A claimed debt: ours to deliver until the lease ends.
 *
 * @param version what the row's version must still be when it is marked
 * @param attempt which attempt this is, from 1
 * @param age for how long it has been tried
 */
record Debt(
        UUID id,
        long position,
        String kind,
        UUID subject,
        int occurrence,
        int version,
        int attempt,
        Duration age) {}
