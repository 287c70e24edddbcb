package org.almoner.consent;

import java.util.List;
import java.util.UUID;

/**
 * What a verification of the ledger found.
 *
 * @param donors how many chains were read
 * @param events how many answers they hold
 * @param broken donors whose chain was changed behind the ledger's back, at most 1 000 of them
 */
public record ChainReport(long donors, long events, List<UUID> broken) {}
