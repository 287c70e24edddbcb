package org.almoner.periodic;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/**
 * Ends agreements whose last year is over, each in a transaction of its own; what another node has
 * in hand is left to it. Gifts of the years that were agreed stay periodic gifts.
 */
@ApplicationScoped
class EndWhatIsOver {

    private static final String NEXT =
            "SELECT id, make_date(first_year + years - 1, 12, 31) AS last FROM periodic_gift_agreement"
                    + " WHERE office = ? AND state = 'ACTIVE' AND first_year + years <= ?"
                    + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED";

    private final Offices offices;
    private final PeriodicGiftDesk desk;
    private final Sql sql;
    private final InstantSource clock;

    EndWhatIsOver(Offices offices, PeriodicGiftDesk desk, Sql sql, InstantSource clock) {
        this.offices = offices;
        this.desk = desk;
        this.sql = sql;
        this.clock = clock;
    }

    private record Over(UUID id, LocalDate last) {}

    @Scheduled(
            every = "{almoner.periodic-gifts.end-every}",
            delayed = "{almoner.periodic-gifts.end-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Ends all; how many there were. */
    int run() {
        int done = 0;
        for (Office office : offices.all()) {
            if (office.jurisdiction() == Jurisdiction.NL) {
                while (QuarkusTransaction.requiringNew().call(() -> one(office))) {
                    done++;
                }
            }
        }
        return done;
    }

    private boolean one(Office office) {
        int year = office.dayOf(clock.instant()).getYear();
        List<Over> next =
                sql.read(
                        NEXT,
                        row -> new Over(Sql.id(row, "id"), Sql.day(row, "last")),
                        office.code().value(),
                        year);
        next.forEach(
                it ->
                        desk.end(
                                it.id(),
                                new AgreementView.End(EndReason.TERM_OVER, it.last()),
                                PeriodicGiftDesk.SYSTEM));
        return !next.isEmpty();
    }
}
