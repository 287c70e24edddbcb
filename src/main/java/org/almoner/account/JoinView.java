package org.almoner.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Two records that staff found to be one person.
 *
 * @param kept the account that has everything now
 * @param emptied the account that had part of it before; empty when it was a single record
 * @param records how many donors' rows moved
 * @param undoneAt {@code null} while it holds
 */
public record JoinView(
        UUID id,
        AccountId kept,
        Optional<AccountId> emptied,
        int records,
        Instant joinedAt,
        String reason,
        Instant undoneAt) {}
