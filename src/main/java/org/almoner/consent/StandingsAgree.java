package org.almoner.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
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
    private static final int MAX_DIFFERENT = 1_000;

    /** A self-check reads so many slices at most, and goes on there the next time. */
    private static final int SLICES_PER_CHECK = 10;

    private static final UUID START = new UUID(0, 0);

    private final StatusTable table;
    private final ProjectStandings project;
    private final int size;

    /** Ids as text, which sorts as the database sorts them. */
    private final ConcurrentSkipListSet<String> different = new ConcurrentSkipListSet<>();

    private UUID cursor = START;

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
        boolean isRoundComplete = false;
        for (int i = 0; i < SLICES_PER_CHECK && !isRoundComplete; i++) {
            isRoundComplete = goOn();
        }
        return different.stream().limit(limit).toList();
    }

    @Scheduled(
            every = "{almoner.consent.verify-every}",
            delayed = "{almoner.consent.verify-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        goOn();
    }

    private synchronized boolean goOn() {
        List<UUID> donors = table.after(cursor, size);
        UUID last = donors.size() < size ? null : donors.get(donors.size() - 1);
        List<String> found = donors.isEmpty() ? List.of() : differing(donors);
        var seen =
                last == null
                        ? different.tailSet(cursor.toString(), false)
                        : different.subSet(cursor.toString(), false, last.toString(), true);
        seen.removeIf(id -> !found.contains(id));
        if (!found.isEmpty() && different.size() < MAX_DIFFERENT) {
            different.addAll(found);
            LOG.errorf(
                    "What counts of the consents of %d donors was not what the ledger says: %s",
                    found.size(), found);
        }
        cursor = last == null ? START : last;
        return last == null;
    }

    /** Looked at twice: what an answer changed in between is looked at again while it is held. */
    private List<String> differing(List<UUID> donors) {
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
                            return wrong.stream().map(UUID::toString).toList();
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
