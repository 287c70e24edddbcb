package org.almoner.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.selfcheck.Invariant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Holds what was worked out from the ledger against the ledger, a slice at a time and round after
 * round. What differs is told, and worked out anew.
 */
@Singleton
class StandingsAgree implements Invariant {

    private static final Logger LOG = Logger.getLogger(StandingsAgree.class);

    private final StatusTable table;
    private final ProjectStandings project;
    private final int size;

    private final Rounds rounds = new Rounds(this::slice);

    StandingsAgree(
            StatusTable table,
            ProjectStandings project,
            @ConfigProperty(name = "almoner.consent.verify-slice") int size) {
        this.table = table;
        this.project = project;
        this.size = size;
    }

    @Override
    public String id() {
        return "I12";
    }

    @Override
    public String sentence() {
        return "What is said to count of the consents is what the ledger says.";
    }

    @Override
    public List<String> offenders(int limit) {
        return rounds.offenders(limit);
    }

    @Scheduled(
            every = "{almoner.consent.verify-every}",
            delayed = "{almoner.consent.verify-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        rounds.goOn();
    }

    private UUID slice(UUID after) {
        List<UUID> donors = table.after(after, size);
        UUID last = donors.size() < size ? null : donors.get(donors.size() - 1);
        List<UUID> found = donors.isEmpty() ? List.of() : differing(donors);
        rounds.note(after, last, found);
        if (!found.isEmpty()) {
            LOG.errorf(
                    "What counts of the consents of %d donors was not what the ledger says: %s",
                    found.size(), found);
        }
        return last;
    }

    /** Looked at twice: what an answer changed in between is looked at again while it is held. */
    private List<UUID> differing(List<UUID> donors) {
        List<UUID> suspects = compare(donors);
        if (suspects.isEmpty()) {
            return List.of();
        }
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            List<UUID> held = table.hold(suspects);
                            List<UUID> wrong = held.isEmpty() ? List.of() : compare(held);
                            if (!wrong.isEmpty()) {
                                table.anew(wrong);
                            }
                            return wrong;
                        });
    }

    private List<UUID> compare(List<UUID> donors) {
        Map<UUID, List<StatusTable.Status>> stored = table.stored(donors);
        Map<UUID, List<ConsentStanding>> told = project.fold(donors);
        return donors.stream()
                .filter(
                        donor -> {
                            Set<StatusTable.Status> ledger =
                                    told.getOrDefault(donor, List.of()).stream()
                                            .map(it -> StatusTable.Status.of(donor, it))
                                            .collect(Collectors.toSet());
                            return !ledger.equals(
                                    new HashSet<>(stored.getOrDefault(donor, List.of())));
                        })
                .toList();
    }
}
