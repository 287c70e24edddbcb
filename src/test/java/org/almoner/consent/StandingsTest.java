package org.almoner.consent;

import static org.almoner.TestStaff.as;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.office.OfficeCode;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * What counts of the ledger for numbers over many donors, and the ledger under many hands that
 * change it behind its back. {@code almoner.consents.donors} sets the size; {@code bench/run
 * consents} runs it in a size that does not belong into a build.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StandingsTest {

    private static final Logger LOG = Logger.getLogger(StandingsTest.class);

    private static final int DONORS = Integer.getInteger("almoner.consents.donors", 60);
    private static final int EDITS = Integer.getInteger("almoner.consents.edits", 40);
    private static final int AT_ONCE = 500;

    private static final OfficeCode AU = new OfficeCode("AU");

    @Inject DonorBook donors;
    @Inject ConsentLedger ledger;
    @Inject ConsentHistory history;
    @Inject ProjectStandings project;
    @Inject StandingsAgree agree;
    @Inject StatusTable table;
    @Inject ConsentChain chain;
    @Inject ChainSlice slices;
    @Inject DataSource database;

    private final Random random = new Random(20261126);

    private static ConsentCircumstances at(Instant at) {
        return new ConsentCircumstances(
                new ConsentAudience("AU", "en", AU, at), "203.0.113.7", "Browser", "draft");
    }

    private static List<ConsentAnswer> answers(boolean letters) {
        return List.of(
                new ConsentAnswer("au-privacy", 1, true),
                new ConsentAnswer("au-transfer", 1, true),
                new ConsentAnswer("au-newsletter-post", 1, letters));
    }

    private DonorId donor() {
        var address =
                new DonorInput.AddressInput(
                        "George Street", "1", "2000", "Sydney", "AU", "NSW", null);
        var input =
                new DonorInput(
                        "PERSON",
                        null,
                        null,
                        "Test",
                        "Standing",
                        null,
                        "test@example.org",
                        null,
                        address);
        return QuarkusTransaction.requiringNew()
                .call(() -> donors.register(DonorRules.check(input), AU, "en"));
    }

    private void answer(DonorId donor, boolean letters, Instant at) {
        QuarkusTransaction.requiringNew().run(() -> ledger.append(donor, answers(letters), at(at)));
    }

    private List<StatusTable.Status> stored(DonorId donor) {
        return table.stored(List.of(donor.value())).getOrDefault(donor.value(), List.of());
    }

    private ConsentState letters(DonorId donor) {
        return stored(donor).stream()
                .filter(it -> it.channel() == ConsentChannel.POST)
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** Also by the job of this node, whichever comes first. */
    private void projected() {
        project.run();
    }

    @Test
    void what_counts_follows_each_answer() {
        DonorId donor = donor();
        answer(donor, false, Instant.parse("2026-11-24T10:00:00Z"));
        projected();
        assertEquals(3, stored(donor).size());
        assertEquals(ConsentState.NOT_OBJECTED, letters(donor));
        answer(donor, true, Instant.parse("2026-11-25T10:00:00Z"));
        projected();
        assertEquals(3, stored(donor).size());
        assertEquals(ConsentState.OBJECTED, letters(donor));
        assertEquals(
                history.standing(List.of(donor)).stream()
                        .map(it -> StatusTable.Status.of(donor.value(), it))
                        .sorted(java.util.Comparator.comparing(Object::toString))
                        .toList(),
                stored(donor).stream()
                        .sorted(java.util.Comparator.comparing(Object::toString))
                        .toList());
    }

    @Test
    void several_nodes_share_the_work_and_an_answer_in_between_is_not_lost() throws Exception {
        List<DonorId> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            DonorId donor = donor();
            answer(donor, false, Instant.parse("2026-11-24T10:00:00Z"));
            many.add(donor);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                work.add(nodes.submit(this::projected));
            }
            work.add(
                    nodes.submit(
                            () ->
                                    many.forEach(
                                            it ->
                                                    answer(
                                                            it,
                                                            true,
                                                            Instant.parse(
                                                                    "2026-11-25T10:00:00Z")))));
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
        projected();
        many.forEach(it -> assertEquals(ConsentState.OBJECTED, letters(it)));
    }

    @Test
    void what_somebody_changed_in_it_is_found_told_and_worked_out_anew() throws SQLException {
        DonorId donor = donor();
        answer(donor, true, Instant.parse("2026-11-24T10:00:00Z"));
        projected();
        wholeRound();
        assertFalse(agree.offenders(1_000).contains(donor.value().toString()));
        try (Connection connection = database.getConnection();
                var change = connection.createStatement()) {
            change.execute(
                    "UPDATE consent_status SET state = 'GIVEN' WHERE channel = 'POST' AND donor_id = '"
                            + donor.value()
                            + "'");
        }
        assertTrue(wholeRound().contains(donor.value().toString()));
        projected();
        assertEquals(ConsentState.OBJECTED, letters(donor));
        assertFalse(wholeRound().contains(donor.value().toString()));
    }

    /** Until every slice was looked at since now, however many other tests left. */
    private List<String> wholeRound() throws SQLException {
        List<String> found = new ArrayList<>();
        long chains;
        try (Connection connection = database.getConnection();
                var count = connection.createStatement();
                var row = count.executeQuery("SELECT count(*) FROM consent_chain")) {
            row.next();
            chains = row.getLong(1);
        }
        for (long i = 0; i <= 2 * (chains / 10_000 + 1); i++) {
            found.addAll(agree.offenders(1_000));
        }
        return found;
    }

    @Test
    void an_office_sees_how_many_stand_how_and_no_other_office_does() {
        DonorId donor = donor();
        answer(donor, true, Instant.parse("2026-11-24T10:00:00Z"));
        projected();
        as("office", "AU")
                .get("/v1/staff/consent-summary?office=AU")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.channel == 'POST' && it.state == 'OBJECTED' }.records",
                        greaterThanOrEqualTo(1))
                .body("items.findAll { it.recipient != 'AU' }", empty());
        as("office", "AU").get("/v1/staff/consent-summary?office=DE").then().statusCode(404);
        as("office", "AU").get("/v1/staff/consent-summary").then().statusCode(400);
        as("finance", "AU").get("/v1/staff/consent-summary?office=AU").then().statusCode(403);
    }

    @Test
    void the_whole_ledger_is_verified_part_by_part() {
        answer(donor(), true, Instant.parse("2026-11-24T10:00:00Z"));
        String cursor = "";
        long donorsRead = 0;
        do {
            var part =
                    as("privacy", "AU")
                            .get("/v1/staff/consent-verification" + cursor)
                            .then()
                            .statusCode(200)
                            .body("donors", notNullValue())
                            .extract()
                            .jsonPath();
            donorsRead += part.getLong("donors");
            cursor = part.get("nextCursor") == null ? null : "?cursor=" + part.get("nextCursor");
        } while (cursor != null);
        assertTrue(donorsRead >= 1);
        as("privacy", "AU")
                .get("/v1/staff/consent-verification?cursor=bm90LWEtbWFyaw")
                .then()
                .statusCode(400)
                .body("violations[0].code", is("unknown_cursor"));
        as("office", "AU").get("/v1/staff/consent-verification").then().statusCode(403);
    }

    /** F14 for consents: whatever is changed behind the ledger's back is found. */
    @Test
    void every_change_behind_the_back_of_the_ledger_is_found() throws SQLException {
        List<UUID> many = manyDonors();
        long began = System.nanoTime();
        ChainReport whole = chain.verify();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(whole.donors() >= DONORS && whole.events() >= 5L * DONORS);
        assertTrue(many.stream().noneMatch(whole.broken()::contains));
        System.gc();
        Runtime vm = Runtime.getRuntime();
        LOG.infof(
                "TRIAL consents: %d chains, %d answers verified in %d ms; %d MiB of heap in use",
                whole.donors(),
                whole.events(),
                took.toMillis(),
                (vm.totalMemory() - vm.freeMemory()) >> 20);
        int found = 0;
        for (int i = 0; i < EDITS; i++) {
            found += isFound(many.get(random.nextInt(many.size())), i % 5) ? 1 : 0;
        }
        assertEquals(EDITS, found);
        LOG.infof("TRIAL consents: %d of %d changes found", found, EDITS);
    }

    private boolean isFound(UUID donor, int kind) throws SQLException {
        QuarkusTransaction.begin();
        try (Connection connection = database.getConnection();
                var change = connection.createStatement()) {
            change.execute("SET LOCAL session_replication_role = replica");
            String where = " WHERE donor_id = '" + donor + "'";
            String some = where + " AND seq = " + (1 + random.nextInt(5));
            int rows =
                    change.executeUpdate(
                            switch (kind) {
                                case 0 ->
                                        "UPDATE consent_event SET decision = CASE decision WHEN 'GIVEN'"
                                                + " THEN 'REFUSED' ELSE 'GIVEN' END"
                                                + some;
                                case 1 -> "DELETE FROM consent_event" + some;
                                case 2 ->
                                        "INSERT INTO consent_event SELECT (jsonb_populate_record(e,"
                                                + " jsonb_build_object('id', gen_random_uuid(), 'seq', 6))).*"
                                                + " FROM consent_event e"
                                                + where
                                                + " AND seq = 5";
                                case 3 ->
                                        "UPDATE consent_event SET occurred_at = occurred_at"
                                                + " + interval '1 microsecond'"
                                                + some;
                                default -> "DELETE FROM consent_event" + where + " AND seq = 5";
                            });
            assertEquals(1, rows, "nothing was changed");
            UUID before =
                    new UUID(donor.getMostSignificantBits(), donor.getLeastSignificantBits() - 1);
            return slices.after(before, 1).broken().contains(donor);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** So many donors with five answers each. */
    private List<UUID> manyDonors() throws SQLException {
        UUID model = donor().value();
        List<UUID> many = new ArrayList<>();
        try (Connection connection = database.getConnection();
                var copy =
                        connection.prepareStatement(
                                "INSERT INTO donor SELECT (jsonb_populate_record(d,"
                                        + " jsonb_build_object('id', gen_random_uuid(), 'identity_hash',"
                                        + " encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')),"
                                        + " 'hex')))).* FROM donor d,"
                                        + " generate_series(1, ?) WHERE d.id = ? RETURNING id")) {
            for (int left = DONORS; left > 0; left -= AT_ONCE) {
                copy.setInt(1, Math.min(left, AT_ONCE));
                copy.setObject(2, model);
                try (var rows = copy.executeQuery()) {
                    while (rows.next()) {
                        many.add(rows.getObject(1, UUID.class));
                    }
                }
            }
        }
        List<ConsentAnswer> more =
                List.of(
                        new ConsentAnswer("au-newsletter-post", 1, true),
                        new ConsentAnswer("au-transfer", 1, true));
        for (int from = 0; from < many.size(); from += AT_ONCE) {
            List<UUID> slice = many.subList(from, Math.min(many.size(), from + AT_ONCE));
            QuarkusTransaction.requiringNew()
                    .timeout(600)
                    .run(
                            () ->
                                    slice.forEach(
                                            it -> {
                                                DonorId donor = new DonorId(it);
                                                ledger.append(
                                                        donor,
                                                        answers(false),
                                                        at(Instant.parse("2026-11-24T10:00:00Z")));
                                                ledger.append(
                                                        donor,
                                                        more,
                                                        at(Instant.parse("2026-11-25T10:00:00Z")));
                                            }));
        }
        return many;
    }
}
