package org.almoner.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * Works out what counts of the ledger after it has grown, for numbers over many donors. On every
 * node, in slices that commit; decisions about a person do not wait for it, they read the ledger.
 */
@Singleton
public class ProjectStandings {

    private static final int SLICE = 200;

    private final StatusTable table;
    private final ConsentHistory history;

    ProjectStandings(StatusTable table, ConsentHistory history) {
        this.table = table;
        this.history = history;
    }

    @Scheduled(
            every = "{almoner.consent.project-every}",
            delayed = "{almoner.consent.project-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until no chain has grown; how many were taken in. */
    int run() {
        int done = 0;
        int slice = SLICE;
        while (slice == SLICE) {
            slice = QuarkusTransaction.requiringNew().call(this::slice);
            done += slice;
        }
        return done;
    }

    private int slice() {
        List<UUID> donors = table.claim(SLICE);
        if (!donors.isEmpty()) {
            List<StatusTable.Status> all = new ArrayList<>();
            history.standing(StatusTable.eachAlone(donors), null)
                    .forEach(
                            (donor, standings) ->
                                    standings.forEach(
                                            it -> all.add(StatusTable.Status.of(donor, it))));
            table.store(donors, all);
        }
        return donors.size();
    }

    /**
     * How many records of one office stand how, as it was last worked out: some seconds old at
     * most. Bounded by the questions there are.
     */
    public List<ConsentNumbers> numbers(OfficeCode office) {
        return table.numbers(office);
    }

    /** What the ledger says of these donors, in the form in which it is stored. */
    Map<UUID, List<ConsentStanding>> fold(List<UUID> donors) {
        return history.standing(StatusTable.eachAlone(donors), null);
    }
}
