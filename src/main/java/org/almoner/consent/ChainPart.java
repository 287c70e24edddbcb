package org.almoner.consent;

import java.util.List;
import java.util.UUID;

/**
 * What a verification of a part of the ledger found.
 *
 * @param donors how many chains were read
 * @param events how many answers they hold
 * @param broken donors of this part whose chain was changed behind the ledger's back
 * @param last behind which the next part begins; {@code null} when this was the last
 */
public record ChainPart(long donors, long events, List<UUID> broken, UUID last) {}
