package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.almoner.contact.TransferDecision;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;

/** Whether people of an office see a donor of another one: as long as a hand-over stands. */
@ApplicationScoped
public class HeldDonors {

    private final HoldingTable holdings;
    private final LookAtDonors look;
    private final InstantSource clock;

    HeldDonors(HoldingTable holdings, LookAtDonors look, InstantSource clock) {
        this.holdings = holdings;
        this.look = look;
        this.clock = clock;
    }

    /**
     * Whether one of somebody's offices was handed the donor and still may have him. Decided now,
     * not by what was told: sight ends in the moment in which the ground falls away.
     *
     * @param mine which offices are somebody's
     */
    @Transactional
    public boolean isSeen(DonorId donor, Predicate<OfficeCode> mine) {
        List<OfficeCode> holding =
                holdings.of(List.of(donor)).getOrDefault(donor, Map.of()).values().stream()
                        .filter(Holding::isHeld)
                        .map(Holding::office)
                        .filter(mine)
                        .toList();
        if (holding.isEmpty()) {
            return false;
        }
        Look seen = look.of(List.of(donor), clock.instant()).get(donor);
        return seen != null
                && holding.stream()
                        .map(seen.decisions()::get)
                        .anyMatch(TransferDecision.Yes.class::isInstance);
    }
}
