package org.almoner.erasure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
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
                    + " AND NOT stands_legal_hold(%3$s, CAST(:today AS date))"
                    + " ORDER BY %2$s, id LIMIT :slice FOR UPDATE SKIP LOCKED";

    /** The donor a receipt is about. */
    private static final String GIVER =
            "(SELECT g.donor_id FROM donation g WHERE g.id = receipt.donation_id)";

    /** The donor a mandate was given by. */
    private static final String HOLDER =
            "coalesce((SELECT r.donor_id FROM saved_method s JOIN recurring_gift r ON r.id = s.owner"
                    + " WHERE s.id = sepa_mandate.saved_as),"
                    + " (SELECT g.donor_id FROM sepa_collection c JOIN payment p"
                    + " ON p.id = c.payment_id JOIN donation g ON g.id = p.reference"
                    + " WHERE c.mandate_id = sepa_mandate.id LIMIT 1))";

    private final ErasureSql sql;
    private final EndHolds holds;
    private final FindWhatIsHeld find;
    private final BlankRows blank;
    private final WipeTraces wipe;
    private final InstantSource clock;

    EndRestrictions(
            ErasureSql sql,
            EndHolds holds,
            FindWhatIsHeld find,
            BlankRows blank,
            WipeTraces wipe,
            InstantSource clock) {
        this.sql = sql;
        this.holds = holds;
        this.find = find;
        this.blank = blank;
        this.wipe = wipe;
        this.clock = clock;
    }

    /** What is done with a slice of ids. */
    private interface Release {
        void of(List<UUID> ids, Instant now);
    }

    @Scheduled(
            every = "{almoner.erasure.release-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Lets go all whose day has passed; how many rows. */
    int run() {
        int done =
                holds.run()
                        + all(personal("receipt", GIVER), this::receipts)
                        + all(personal("tax_statement", "donor_id"), this::statements)
                        + all(personal("gift_aid_declaration", "donor_id"), this::declarations)
                        + all(personal("gift_aid_claim_line", "donor_id"), this::claimLines)
                        + all(personal("periodic_gift_agreement", "donor_id"), this::agreements)
                        + all(personal("sepa_mandate", HOLDER), this::mandates)
                        + all(DUE.formatted("donor", "restricted_until", "id"), this::donors);
        if (done > 0) {
            LOG.infof("%d rows of people who were erased hold nothing personal any more", done);
        }
        return done;
    }

    private static String personal(String table, String donor) {
        return DUE.formatted(table, "personal_until", donor);
    }

    private int all(String due, Release release) {
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

    private void agreements(List<UUID> ids, Instant now) {
        blank.agreements(ids.stream().map(EndRestrictions::free).toList(), now);
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
