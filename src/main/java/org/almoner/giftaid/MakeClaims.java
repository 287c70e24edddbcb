package org.almoner.giftaid;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.statement.GiftAidTax;
import org.jboss.logging.Logger;

/**
 * Gathers the gifts of claims, on every node. One transaction holds one snapshot, the gifts, the
 * rows of the schedule and the end; a node that dies leaves nothing, and another one begins anew.
 */
@ApplicationScoped
class MakeClaims {

    private static final Logger LOG = Logger.getLogger(MakeClaims.class);

    /** How many donors are looked up at once. */
    private static final int SLICE = 500;

    private static final String NEXT =
            "UPDATE gift_aid_claim SET tries = tries + 1, not_before = ? WHERE id = ("
                    + "SELECT id FROM gift_aid_claim WHERE state = 'MAKING' AND not_before <= ?"
                    + " ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id";

    /** Two nodes never make the same one: the second sees the first one's end. */
    private static final String HOLD =
            "SELECT office, until_day FROM gift_aid_claim WHERE id = ? AND state = 'MAKING'"
                    + " FOR UPDATE SKIP LOCKED";

    private static final String GIFTS =
            ClaimableGifts.DECIDED
                    + """
                    INSERT INTO gift_aid_claim_gift (claim_id, live, position, donation_id,
                        declaration_id, given_on, amount_minor)
                    SELECT ?, true, dense_rank() OVER (ORDER BY person, period), id, declaration, day, rest
                      FROM decided WHERE reason IS NULL""";

    /** Name and address come from the row that was written last of those that gave. */
    private static final String LINES =
            """
            INSERT INTO gift_aid_claim_line (claim_id, position, person, donor_id, given_on, amount_minor)
            SELECT c.claim_id, c.position, (array_agg(coalesce(m.account_id, n.donor_id)))[1],
                   (array_agg(n.donor_id ORDER BY r.last_seen_at DESC, r.id DESC))[1],
                   max(c.given_on), sum(c.amount_minor)::bigint
              FROM gift_aid_claim_gift c JOIN donation n ON n.id = c.donation_id
              JOIN donor r ON r.id = n.donor_id
              LEFT JOIN account_donor m ON m.donor_id = n.donor_id
             WHERE c.claim_id = ? GROUP BY c.claim_id, c.position""";

    private static final String ADJUST =
            "INSERT INTO gift_aid_adjustment (claim_id, live, donation_id, claimed_in, amount_minor)"
                    + " SELECT ?, true, donation_id, claim_id, too_much FROM ("
                    + ClaimableGifts.OVERCLAIMED
                    + ") o WHERE too_much > 0";

    /**
     * Whoever erases one of them waits, and finds the row then; whoever was erased meanwhile makes
     * the database refuse, and the claim is made anew.
     */
    private static final String DONORS =
            "SELECT l.position, l.donor_id FROM gift_aid_claim_line l"
                    + " JOIN donor r ON r.id = l.donor_id WHERE l.claim_id = ? AND l.position > ?"
                    + " ORDER BY l.position LIMIT ? FOR SHARE OF r";

    private static final String NAME =
            """
            UPDATE gift_aid_claim_line l SET title = v.title, first_name = v.first_name,
                   last_name = v.last_name, house = v.house, postcode = v.postcode
              FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS v (position, title, first_name, last_name, house, postcode)
             WHERE l.claim_id = ? AND l.position = v.position""";

    private static final String PARTS =
            "SELECT sum(amount_minor)::bigint AS total FROM gift_aid_claim_line WHERE claim_id = ?"
                    + " GROUP BY (position - 1) / "
                    + ScheduleLine.MOST_ROWS;

    private static final String FINISH =
            """
            UPDATE gift_aid_claim k SET state = 'DRAFT', made_at = ?, tax_minor = ?,
                   gifts = s.gifts, earliest_day = s.earliest, total_minor = s.total,
                   lines = (SELECT count(*) FROM gift_aid_claim_line WHERE claim_id = k.id),
                   adjustment_minor = (SELECT coalesce(sum(amount_minor), 0)
                                         FROM gift_aid_adjustment WHERE claim_id = k.id)
              FROM (SELECT count(*) AS gifts, min(given_on) AS earliest,
                           coalesce(sum(amount_minor), 0)::bigint AS total
                      FROM gift_aid_claim_gift WHERE claim_id = ?) s
             WHERE k.id = ?""";

    private final Sql sql;
    private final Sql patient;
    private final DonorBook donors;
    private final TermsOfGiftAid terms;
    private final Offices offices;
    private final GiftAidConfig config;
    private final InstantSource clock;

    MakeClaims(
            Sql sql,
            @Patient Sql patient,
            DonorBook donors,
            TermsOfGiftAid terms,
            Offices offices,
            GiftAidConfig config,
            InstantSource clock) {
        this.sql = sql;
        this.patient = patient;
        this.donors = donors;
        this.terms = terms;
        this.offices = offices;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.gift-aid.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing can be done; how many claims were taken up. */
    int run() {
        int taken = 0;
        Optional<UUID> next = take();
        while (next.isPresent()) {
            taken++;
            attempt(next.get());
            next = take();
        }
        return taken;
    }

    private Optional<UUID> take() {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                sql.one(
                                        NEXT,
                                        row -> Sql.id(row, "id"),
                                        now.plus(config.retryAfter()),
                                        now));
    }

    private void attempt(UUID claim) {
        try {
            patient.inSnapshot(snapshot -> make(snapshot, claim));
        } catch (IllegalStateException fault) {
            // Its message quotes no data; what caused it might.
            LOG.errorf(
                    "Gift Aid claim %s could not be made and is tried again: %s",
                    claim, fault.getMessage());
        }
    }

    private record Held(OfficeCode office, LocalDate until) {}

    private boolean make(Sql snapshot, UUID claim) {
        Optional<Held> held =
                snapshot.one(
                        HOLD,
                        row ->
                                new Held(
                                        new OfficeCode(row.getString("office")),
                                        Sql.day(row, "until_day")),
                        claim);
        if (held.isEmpty()) {
            return false;
        }
        Office office = offices.byCode(held.get().office());
        LocalDate today = office.dayOf(clock.instant());
        GiftAidTerms known =
                terms.on(office.code(), today)
                        .orElseThrow(() -> new IllegalStateException("The office has no terms"));
        List<Object> values =
                new ArrayList<>(
                        ClaimableGifts.Span.of(office, known, today, held.get().until()).values());
        values.add(claim);
        snapshot.write(GIFTS, values.toArray());
        snapshot.write(LINES, claim);
        snapshot.write(ADJUST, claim, office.zone().getId(), office.code().value());
        nameLines(snapshot, claim);
        snapshot.write(FINISH, clock.instant(), tax(snapshot, claim), claim, claim);
        return true;
    }

    private static long tax(Sql snapshot, UUID claim) {
        return snapshot
                .read(PARTS, row -> new Money(row.getLong("total"), ClaimRows.POUNDS), claim)
                .stream()
                .mapToLong(it -> GiftAidTax.on(it).minor())
                .sum();
    }

    private record Line(int position, DonorId donor) {}

    private void nameLines(Sql snapshot, UUID claim) {
        int last = 0;
        List<Line> slice = slice(snapshot, claim, last);
        while (!slice.isEmpty()) {
            name(snapshot, claim, slice);
            last = slice.get(slice.size() - 1).position();
            slice = slice(snapshot, claim, last);
        }
    }

    private static List<Line> slice(Sql snapshot, UUID claim, int after) {
        return snapshot.read(
                DONORS,
                row -> new Line(row.getInt("position"), new DonorId(Sql.id(row, "donor_id"))),
                claim,
                after,
                SLICE);
    }

    private void name(Sql snapshot, UUID claim, List<Line> lines) {
        Map<DonorId, DonorView> present = donors.findAll(donorsOf(lines));
        Map<DonorId, DonorView> written = donors.findAllAsWritten(donorsOf(lines));
        List<ScheduleLine.Donor> named =
                lines.stream()
                        .map(it -> person(present.get(it.donor()), written.get(it.donor())))
                        .map(
                                it ->
                                        ScheduleLine.donor(
                                                it.details().person(), it.details().address()))
                        .toList();
        snapshot.write(
                NAME,
                new Sql.Column("int4", lines.stream().map(Line::position).toList()),
                texts(named, ScheduleLine.Donor::title),
                texts(named, ScheduleLine.Donor::firstName),
                texts(named, ScheduleLine.Donor::lastName),
                texts(named, ScheduleLine.Donor::house),
                texts(named, ScheduleLine.Donor::postcode),
                claim);
    }

    /** Somebody may give for an organisation today and have given as a person before. */
    private static DonorView person(DonorView present, DonorView written) {
        return present.details().kind() == DonorKind.PERSON ? present : written;
    }

    private static List<DonorId> donorsOf(List<Line> lines) {
        return lines.stream().map(Line::donor).toList();
    }

    private static Sql.Column texts(
            List<ScheduleLine.Donor> named,
            java.util.function.Function<ScheduleLine.Donor, String> part) {
        List<String> values = new ArrayList<>();
        named.forEach(it -> values.add(part.apply(it)));
        return Sql.Column.texts(values);
    }
}
