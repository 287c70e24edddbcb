package org.almoner.erasure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.EmailAddress;
import org.jboss.logging.Logger;

/**
 * Lets go what the law made us keep of people who were erased, once its day has passed. In slices,
 * each a transaction; what another node has in hand is left to it.
 */
@ApplicationScoped
class EndRestrictions {

    private static final Logger LOG = Logger.getLogger(EndRestrictions.class);
    private static final int SLICE = 100;

    /** A day is over when it is over everywhere: never early, and hours late at most. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private static final String DUE =
            "SELECT id FROM %1$s WHERE %2$s < CAST(:today AS date)"
                    + " ORDER BY %2$s, id LIMIT :slice FOR UPDATE SKIP LOCKED";

    private final ErasureSql sql;
    private final FindWhatIsHeld find;
    private final BlankRows blank;
    private final WipeTraces wipe;
    private final InstantSource clock;

    EndRestrictions(
            ErasureSql sql,
            FindWhatIsHeld find,
            BlankRows blank,
            WipeTraces wipe,
            InstantSource clock) {
        this.sql = sql;
        this.find = find;
        this.blank = blank;
        this.wipe = wipe;
        this.clock = clock;
    }

    /** The first tick may come before the schedule is read. */
    @Singleton
    static class ScheduleIsMissing implements Scheduled.SkipPredicate {

        private final RetentionSchedule schedule;

        ScheduleIsMissing(RetentionSchedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public boolean test(ScheduledExecution execution) {
            return !schedule.isRead();
        }
    }

    /** What is done with a slice of ids. */
    private interface Release {
        void of(List<UUID> ids, Instant now);
    }

    @Scheduled(
            every = "{almoner.erasure.release-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ScheduleIsMissing.class)
    void tick() {
        run();
    }

    /** Lets go all whose day has passed; how many rows. */
    int run() {
        int done =
                all("receipt", "personal_until", this::receipts)
                        + all("tax_statement", "personal_until", this::statements)
                        + all("gift_aid_declaration", "personal_until", this::declarations)
                        + all("gift_aid_claim_line", "personal_until", this::claimLines)
                        + all("sepa_mandate", "personal_until", this::mandates)
                        + all("donor", "restricted_until", this::donors);
        if (done > 0) {
            LOG.infof("%d rows of people who were erased hold nothing personal any more", done);
        }
        return done;
    }

    private int all(String table, String column, Release release) {
        String due = DUE.formatted(table, column);
        int done = 0;
        while (true) {
            int slice = QuarkusTransaction.requiringNew().call(() -> slice(due, release));
            done += slice;
            if (slice < SLICE) {
                return done;
            }
        }
    }

    private int slice(String due, Release release) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, LAST_ZONE);
        List<UUID> ids =
                sql.read(due, Map.of("today", today.toString(), "slice", SLICE)).stream()
                        .map(row -> row.get("id", UUID.class))
                        .toList();
        if (!ids.isEmpty()) {
            release.of(ids, now);
        }
        return ids.size();
    }

    private void receipts(List<UUID> ids, Instant now) {
        blank.receipts(ids.stream().map(EndRestrictions::free).toList(), now);
    }

    private void statements(List<UUID> ids, Instant now) {
        blank.statements(ids.stream().map(EndRestrictions::free).toList(), now);
    }

    private void declarations(List<UUID> ids, Instant now) {
        blank.declarations(ids.stream().map(EndRestrictions::free).toList(), now);
    }

    private void claimLines(List<UUID> ids, Instant now) {
        blank.claimLines(ids.stream().map(EndRestrictions::free).toList(), now);
    }

    private void mandates(List<UUID> ids, Instant now) {
        blank.mandates(ids.stream().map(EndRestrictions::free).toList(), now);
    }

    /** A collection that was under way may have brought a gift since: then a new day counts. */
    private void donors(List<UUID> ids, Instant now) {
        List<Held> rows = find.donors(ids, now);
        blank.donors(rows, now);
        List<UUID> free = rows.stream().filter(it -> !it.isHeld()).map(Held::id).toList();
        if (!free.isEmpty()) {
            blank.receipts(find.receipts(free, now), now);
            wipe.wipePayments(
                    Map.of(
                            "donors", ErasureSql.ids(free),
                            "nobody", EmailAddress.NOBODY.value()));
        }
    }

    private static Held free(UUID id) {
        return new Held(id, null, "", null, null);
    }
}
