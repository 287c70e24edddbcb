package org.almoner.retention;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.donor.EmailAddress;
import org.almoner.erasure.LetGo;
import org.almoner.erasure.RetentionRule;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.erasure.SuppressionList;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.recurring.MovableClock;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** People of whom nothing is heard any more go when their day has passed, and nobody else does. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(RetentionProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepRetentionTest {

    private static final Instant LONG_AGO = Instant.parse("2020-03-01T12:00:00Z");

    /** On which the tests begin, whatever day it is. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 12, 1);

    /** So long ago that vouchers of that time need not be kept any more. */
    private static final Instant AGES_AGO = Instant.parse("2009-03-01T12:00:00Z");

    @Inject DataSource database;
    @Inject KeepRetention keep;
    @Inject LookAtPeople look;
    @Inject LetGo letGo;
    @Inject MovableClock clock;
    @Inject SelfCheck selfCheck;
    @Inject WatchRetention watch;
    @Inject SuppressionList suppression;

    @Inject Offices offices;
    @Inject RetentionSchedule schedule;

    private static boolean begun;
    private SilentDonors donors;

    /** Whoever other tests left behind is seen today. */
    @BeforeEach
    void alone() throws SQLException {
        donors = new SilentDonors(database);
        if (!begun) {
            clock.goTo(FIRST_DAY);
            begun = true;
        }
        donors.sql(
                "UPDATE donor SET last_seen_at = greatest(last_seen_at, '2026-11-01')"
                        + " WHERE erased_at IS NULL");
        donors.sql("DELETE FROM retention_release");
    }

    private static JsonPath preview(String office) {
        return TestStaff.as("privacy", office)
                .get("/v1/staff/retention/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response release(String role, String office, String hash) {
        return TestStaff.as(role, office)
                .contentType(ContentType.JSON)
                .body(Map.of("office", office, "scheduleHash", hash))
                .post("/v1/staff/retention/release");
    }

    /** Counts once, and lets the office go on from there. */
    private void released(String office) {
        keep.run();
        release("privacy", office, preview(office).getString("items[0].scheduleHash"))
                .then()
                .statusCode(200);
    }

    private static List<RetentionRun.Item> items(RetentionRun run, String office) {
        return part(run, office).items();
    }

    private static RetentionRun.OfficePart part(RetentionRun run, String office) {
        return run.offices().stream()
                .filter(it -> it.office().equals(office))
                .findFirst()
                .orElseThrow();
    }

    private Reason reason(UUID donor) {
        return fate(donor, clockNow()).reason();
    }

    private Instant clockNow() {
        return clock.today().atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    }

    private LookAtPeople.Fate fate(UUID donor, Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> look.again(donor, now))
                .orElseThrow()
                .records()
                .get(0);
    }

    private List<String> broken() {
        return selfCheck.run().invariants().stream()
                .flatMap(it -> it.offenders().stream().map(one -> it.id() + " " + one))
                .sorted()
                .toList();
    }

    @Test
    @Order(1)
    void nothing_goes_before_somebody_has_looked_and_then_exactly_what_was_shown()
            throws SQLException {
        UUID free = donors.seen("DE", AGES_AGO);
        UUID gave = donors.seen("DE", LONG_AGO);
        donors.gave(gave, LONG_AGO);
        UUID gaveAgesAgo = donors.seen("DE", AGES_AGO);
        donors.gave(gaveAgesAgo, AGES_AGO);
        UUID foreign = donors.seen("NL", AGES_AGO);
        UUID recent = donors.seen("DE", Instant.parse("2024-05-01T12:00:00Z"));
        List<UUID> all = List.of(free, gave, gaveAgesAgo, foreign, recent);
        List<String> brokenBefore = broken();

        RetentionRun counted = keep.run().orElseThrow();

        assertEquals(all, donors.whole(all));
        assertFalse(part(counted, "DE").released());
        JsonPath shown = preview("DE");
        assertEquals(3, shown.getInt("items[0].wouldGo"));
        assertEquals(1, shown.getList("items").size());
        String hash = shown.getString("items[0].scheduleHash");
        release("privacy", "DE", "0".repeat(64)).then().statusCode(409);
        TestStaff.as("privacy", "NL")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "DE", "scheduleHash", hash))
                .post("/v1/staff/retention/release")
                .then()
                .statusCode(404);
        release("finance", "DE", hash).then().statusCode(403);
        keep.run();
        assertEquals(all, donors.whole(all));

        release("privacy", "DE", hash).then().statusCode(200).body("releasedAt", notNullValue());
        RetentionRun done = keep.run().orElseThrow();

        assertEquals(items(counted, "DE"), items(done, "DE"));
        assertEquals(List.of(free, gaveAgesAgo), donors.gone(all));
        assertEquals(List.of(foreign, recent), donors.whole(all));
        assertEquals(
                List.of("2028-12-31"),
                donors.texts("SELECT restricted_until FROM donor WHERE id = ?", gave));
        assertEquals(3, part(done, "DE").gone());
        assertEquals(
                List.of("3"),
                donors.texts(
                        "SELECT count(*) FROM erasure WHERE cause = 'RETENTION' AND run_id = ?",
                        done.id()));
        assertEquals(brokenBefore, broken());
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/retention/runs/" + done.id())
                .then()
                .statusCode(200)
                .body("offices.office", equalTo(List.of("DE")))
                .body("offices[0].items.reason", hasItem("GIFT"));
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/audit-trail")
                .then()
                .body("items.action", hasItem("retention.carried-out"));
        assertEquals(
                List.of(),
                items(keep.run().orElseThrow(), "DE").stream()
                        .filter(it -> it.outcome() != Outcome.KEPT)
                        .toList());
    }

    @Test
    @Order(2)
    void a_record_goes_the_day_after_its_last_one_at_its_office() throws SQLException {
        // Last seen; the last day it is kept; in the zone of the office.
        for (String[] one :
                List.of(
                        new String[] {"DE", "2020-12-31T22:59:59Z", "2023-12-31T22:59:59Z"},
                        new String[] {"DE", "2020-12-31T23:00:00Z", "2024-12-31T22:59:59Z"},
                        new String[] {"DE", "2020-02-29T12:00:00Z", "2023-12-31T22:59:59Z"},
                        new String[] {"NL", "2020-12-31T22:59:59Z", "2023-12-31T22:59:59Z"},
                        new String[] {"CA", "2021-01-01T04:59:59Z", "2024-01-01T04:59:59Z"},
                        new String[] {"CA", "2021-01-01T05:00:00Z", "2025-01-01T04:59:59Z"},
                        new String[] {"AU", "2020-12-31T12:59:59Z", "2023-12-31T12:59:59Z"},
                        new String[] {"AU", "2020-12-31T13:00:00Z", "2024-12-31T12:59:59Z"},
                        new String[] {"US", "2020-06-01T12:00:00Z", "2024-01-01T04:59:59Z"},
                        new String[] {"GB", "2020-04-05T22:59:59Z", "2023-04-05T22:59:59Z"},
                        new String[] {"GB", "2020-04-05T23:00:00Z", "2024-04-05T22:59:59Z"})) {
            UUID donor = donors.seen(one[0], Instant.parse(one[1]));
            Instant last = Instant.parse(one[2]);
            String what = String.join(" ", one);
            assertEquals(Reason.WITHIN_PERIOD, fate(donor, last).reason(), what);
            assertEquals(Outcome.DELETED, fate(donor, last.plusSeconds(1)).outcome(), what);
        }
    }

    @Test
    @Order(3)
    void what_goes_on_keeps_a_person() throws SQLException {
        String mailbox = "em" + Givers.word() + "@example.org";
        UUID agreed = donors.seen("DE", mailbox, AGES_AGO);
        donors.agreed(mailbox, AGES_AGO);
        assertEquals(Reason.LIVE_CONSENT, reason(agreed));
        donors.sql(
                "UPDATE sign_up SET state = 'WITHDRAWN', withdrawn_at = confirmed_at + interval"
                        + " '1 day', leave_ip = '', leave_user_agent = '' WHERE email = ?",
                mailbox);
        assertEquals(Reason.PERIOD_OVER, reason(agreed));

        UUID waiting = donors.seen("DE", AGES_AGO);
        UUID gift = donors.gave(waiting, AGES_AGO);
        assertEquals(Reason.PERIOD_OVER, reason(waiting));
        donors.sql(
                "INSERT INTO payment (id, reference, attempt, office, provider, method,"
                        + " amount_minor, currency, state, provider_key, provider_key_expires_at,"
                        + " locale, details, opened_at, changed_at, version) VALUES"
                        + " (gen_random_uuid(), ?, 1, 'DE', 'test', 'CARD', 100, 'EUR', 'PENDING',"
                        + " ?, now(), 'de', '{}', now(), now(), 0)",
                gift,
                gift.toString());
        assertEquals(Reason.OPEN_PAYMENT, reason(waiting));

        String shared = "em" + Givers.word() + "@example.org";
        UUID one = donors.seen("DE", shared, AGES_AGO);
        assertEquals(Reason.PERIOD_OVER, reason(one));
        donors.seen("DE", shared, Instant.parse("2026-01-01T12:00:00Z"));
        assertEquals(Reason.WITHIN_PERIOD, reason(one), "somebody was heard of at that mailbox");

        String person = "em" + Givers.word() + "@example.org";
        UUID signedIn = donors.seen("DE", person, AGES_AGO);
        SignedIn.at(person);
        assertEquals(Reason.WITHIN_PERIOD, reason(signedIn));
        donors.sql("DELETE FROM donor_session");
        donors.sql("UPDATE donor_account SET created_at = '2009-01-01'");
        donors.sql("UPDATE account_address SET proved_at = '2009-01-01'");
        assertEquals(
                Reason.WITHIN_PERIOD, reason(signedIn), "sessions are forgotten, sign-ins are not");
        donors.sql("UPDATE donor_account SET seen_at = '2009-01-01'");
        assertEquals(Reason.PERIOD_OVER, reason(signedIn));
    }

    @Test
    @Order(4)
    void a_legal_hold_keeps_a_person_until_its_day_or_its_end() throws SQLException {
        UUID donor = donors.seen("DE", AGES_AGO);
        String path = "/v1/staff/donors/" + donor + "/legal-hold";
        Map<String, Object> hold = Map.of("category", "CLAIM", "reason", "File 12/26");
        TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .body(hold)
                .post(path)
                .then()
                .statusCode(403);
        TestStaff.as("privacy", "NL")
                .contentType(ContentType.JSON)
                .body(hold)
                .post(path)
                .then()
                .statusCode(404);
        TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("category", "CLAIM", "reason", "Too late", "until", "2020-01-01"))
                .post(path)
                .then()
                .statusCode(400);
        TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .body(hold)
                .post(path)
                .then()
                .statusCode(201)
                .body("until", nullValue());
        TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .body(hold)
                .post(path)
                .then()
                .statusCode(409);
        released("DE");
        keep.run();
        assertEquals(List.of(donor), donors.whole(List.of(donor)));
        assertEquals(Reason.LEGAL_HOLD, reason(donor));
        TestStaff.as("privacy", "DE").delete(path).then().statusCode(204);
        TestStaff.as("privacy", "DE").delete(path).then().statusCode(404);
        TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "category",
                                "COURT",
                                "reason",
                                "A day",
                                "until",
                                clock.today().plusDays(10).toString()))
                .post(path)
                .then()
                .statusCode(201);
        Instant last = clockNow().plusSeconds(10 * 86_400L);
        assertEquals(Reason.LEGAL_HOLD, fate(donor, last).reason());
        assertEquals(Reason.PERIOD_OVER, fate(donor, last.plusSeconds(2 * 86_400L)).reason());
        TestStaff.as("privacy", "DE").delete(path).then().statusCode(204);
        keep.run();
        assertEquals(List.of(donor), donors.gone(List.of(donor)));
    }

    @Test
    @Order(5)
    void a_run_stops_when_more_would_go_than_may_and_goes_on_only_when_released_anew()
            throws SQLException {
        List<UUID> many = new ArrayList<>();
        for (int i = 0; i < RetentionProfile.SHARE + 4; i++) {
            many.add(donors.seen("CA", AGES_AGO.plusSeconds(i)));
        }
        released("CA");
        RetentionRun stopped = keep.run().orElseThrow();
        assertEquals(RetentionProfile.SHARE, donors.gone(many).size());
        assertTrue(part(stopped, "CA").stopped());
        assertEquals(
                4,
                items(stopped, "CA").stream()
                        .filter(it -> it.reason() == Reason.SHARE)
                        .mapToInt(RetentionRun.Item::records)
                        .sum());
        TestStaff.as("privacy", "CA")
                .get("/v1/staff/audit-trail")
                .then()
                .body("items.action", hasItem("retention.stopped"));
        assertEquals(List.of(new WatchRetention.Stopped("CA", 1)), watch.stopped(List.of("CA")));
        assertFalse(part(keep.run().orElseThrow(), "CA").released());
        assertEquals(RetentionProfile.SHARE, donors.gone(many).size());
        release("admin", "CA", preview("CA").getString("items[0].scheduleHash"))
                .then()
                .statusCode(200);
        assertEquals(List.of(new WatchRetention.Stopped("CA", 0)), watch.stopped(List.of("CA")));
        keep.run();
        assertEquals(many, donors.gone(many));
    }

    @Test
    @Order(6)
    void two_nodes_at_once_make_one_run() throws SQLException {
        List<UUID> some = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            some.add(donors.seen("US", AGES_AGO.plusSeconds(i)));
        }
        released("US");
        var one = CompletableFuture.supplyAsync(keep::run);
        var two = CompletableFuture.supplyAsync(keep::run);
        List<RetentionRun> runs =
                Stream.of(one.join(), two.join()).flatMap(Optional::stream).toList();
        assertTrue(!runs.isEmpty());
        assertEquals(some, donors.gone(some));
        assertEquals(
                List.of("8"),
                donors.texts(
                        "SELECT sum(records) FROM retention_item i JOIN retention_run_office o"
                                + " USING (run_id, office) WHERE o.office = 'US' AND o.released"
                                + " AND i.outcome = 'DELETED'"));
    }

    @Test
    @Order(7)
    void a_gift_that_is_being_written_keeps_its_donor() throws SQLException {
        UUID donor = donors.seen("AU", AGES_AGO);
        released("AU");
        try (var gift = database.getConnection()) {
            gift.setAutoCommit(false);
            SilentDonors.sql(gift, "SELECT id FROM donor WHERE id = ? FOR KEY SHARE", donor);
            RetentionRun run = keep.run().orElseThrow();
            assertEquals(List.of(donor), donors.whole(List.of(donor)));
            assertTrue(items(run, "AU").stream().anyMatch(it -> it.reason() == Reason.IN_USE));
            gift.rollback();
        }
        donors.gave(donor, clock.today().atStartOfDay(java.time.ZoneOffset.UTC).toInstant());
        keep.run();
        assertEquals(List.of(donor), donors.whole(List.of(donor)));
    }

    @Test
    @Order(8)
    void a_run_that_broke_off_leaves_whole_people_and_another_node_goes_on() throws SQLException {
        List<UUID> some = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            some.add(donors.seen("NL", AGES_AGO.plusSeconds(i)));
        }
        released("NL");
        donors.sql(
                "ALTER TABLE erasure ADD CONSTRAINT ck_planted CHECK (cause = 'ASKED') NOT VALID");
        try {
            RetentionRun run = keep.run().orElseThrow();
            assertEquals(some, donors.whole(some));
            assertTrue(items(run, "NL").stream().anyMatch(it -> it.reason() == Reason.FAILED));
        } finally {
            donors.sql("ALTER TABLE erasure DROP CONSTRAINT ck_planted");
        }
        UUID dead = UUID.randomUUID();
        donors.sql(
                "INSERT INTO retention_run (id, started_at, state, holder, lease_until)"
                        + " VALUES (?, now(), 'RUNNING', ?, now() + interval '1 hour')",
                dead,
                dead);
        donors.sql(
                "INSERT INTO retention_run_office (run_id, office, schedule_hash, released, most)"
                        + " SELECT ?, office, schedule_hash, released, most"
                        + " FROM retention_run_office WHERE office = 'NL' ORDER BY run_id DESC"
                        + " LIMIT 1",
                dead);
        assertEquals(Optional.empty(), keep.run());
        donors.sql(
                "UPDATE retention_run SET lease_until = now() - interval '1 second'"
                        + " WHERE id = ?",
                dead);
        assertEquals(dead, keep.run().orElseThrow().id());
        assertEquals(some, donors.gone(some));
    }

    @Test
    @Order(9)
    void a_mailbox_that_somebody_else_uses_is_not_closed() throws SQLException {
        String shared = "em" + Givers.word() + "@example.org";
        String own = "em" + Givers.word() + "@example.org";
        UUID one = donors.seen("GB", shared, AGES_AGO);
        UUID other = donors.seen("GB", shared, AGES_AGO.plusSeconds(9));
        UUID alone = donors.seen("GB", own, AGES_AGO.plusSeconds(10));
        TestStaff.as("privacy", "GB")
                .contentType(ContentType.JSON)
                .body(Map.of("category", "AUTHORITY", "reason", "Asked"))
                .post("/v1/staff/donors/" + other + "/legal-hold")
                .then()
                .statusCode(201);
        released("GB");
        keep.run();
        assertEquals(List.of(one, alone), donors.gone(List.of(one, other, alone)));
        assertFalse(holds(shared));
        assertTrue(holds(own));
    }

    private boolean holds(String address) {
        return QuarkusTransaction.requiringNew()
                .call(() -> suppression.holds(EmailAddress.parse(address).orElseThrow()));
    }

    @Test
    @Order(10)
    void candidates_are_paged_with_what_becomes_of_them() throws SQLException {
        UUID first = donors.seen("DE", AGES_AGO);
        UUID second = donors.seen("DE", LONG_AGO);
        donors.gave(second, LONG_AGO);
        JsonPath page = candidates(Map.of("limit", "1"));
        assertEquals(List.of(first.toString()), page.getList("items.donor"));
        JsonPath next = candidates(Map.of("limit", "1", "cursor", page.getString("nextCursor")));
        assertEquals(second.toString(), next.getString("items[0].donor"));
        assertEquals("RESTRICTED", next.getString("items[0].outcome"));
        assertEquals("2028-12-31", next.getString("items[0].until"));
        TestStaff.as("privacy", "NL")
                .get("/v1/staff/retention/candidates")
                .then()
                .statusCode(200)
                .body("items.donor.flatten()", equalTo(List.of()));
        TestStaff.as("office", "DE").get("/v1/staff/retention/candidates").then().statusCode(403);
        released("DE");
        keep.run();
    }

    @Test
    @Order(11)
    void what_a_period_still_holds_is_told_alike_from_the_event_and_from_the_day() {
        List<LocalDate> days =
                List.of(
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(2026, 4, 5),
                        LocalDate.of(2026, 4, 6),
                        LocalDate.of(2026, 12, 31),
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 2, 28));
        int asked = 0;
        for (Office office : offices.all()) {
            for (RetentionRule rule : schedule.rules(office).values()) {
                for (LocalDate today : days) {
                    if (!rule.isForEver()) {
                        Instant since = rule.heldSince(today, office);
                        String what = office.code() + " " + rule + " " + today;
                        assertFalse(rule.until(since, office).isBefore(today), what);
                        assertTrue(rule.until(since.minusMillis(1), office).isBefore(today), what);
                        asked++;
                    }
                }
            }
        }
        assertTrue(asked > 300);
    }

    @Test
    @Order(12)
    void the_proof_of_an_answer_goes_after_its_period_and_that_of_a_yes_that_stands_stays()
            throws SQLException {
        UUID donor = donors.seen("DE", Instant.parse("2026-06-01T12:00:00Z"));
        UUID past = donors.answered(donor, 1, "EMAIL", "REFUSED", "2022-12-31T22:59:59Z");
        UUID within = donors.answered(donor, 2, "POST", "REFUSED", "2022-12-31T23:00:00Z");
        UUID ended = donors.answered(donor, 3, "EMAIL", "GIVEN", "2023-05-01T12:00:00Z");
        donors.answered(donor, 4, "EMAIL", "REFUSED", "2023-06-01T12:00:00Z");
        UUID stands = donors.answered(donor, 5, "SMS", "GIVEN", "2015-05-01T12:00:00Z");
        UUID takenBack = donors.answered(donor, 6, "TRANSFER", "GIVEN", "2015-05-01T12:00:00Z");
        UUID no = donors.answered(donor, 7, "TRANSFER", "OBJECTED", "2016-05-01T12:00:00Z");
        UUID call = donors.answered(donor, 8, "PHONE", "REFUSED", "2021-05-01T12:00:00Z");
        UUID oldCall = donors.answered(donor, 9, "PHONE", "REFUSED", "2020-05-01T12:00:00Z");
        String mailbox = "em" + Givers.word() + "@example.org";
        donors.agreed(mailbox, LONG_AGO);
        donors.sql(
                "UPDATE sign_up SET state = 'WITHDRAWN', withdrawn_at = confirmed_at + interval"
                        + " '1 day', leave_ip = '', leave_user_agent = '' WHERE email = ?",
                mailbox);
        List<UUID> all = List.of(past, within, ended, stands, takenBack, no, call, oldCall);
        keep.run();
        assertEquals(all, donors.proofs(all));
        released("DE");
        RetentionRun run = keep.run().orElseThrow();
        // 2020 and five years is 2025, 2021 is 2026.
        assertEquals(List.of(within, ended, stands, call), donors.proofs(all));
        assertEquals(
                5,
                items(run, "DE").stream()
                        .filter(it -> it.data().equals("CONSENT_EVIDENCE"))
                        .mapToInt(RetentionRun.Item::records)
                        .sum());
        assertEquals(
                List.of("0"),
                donors.texts("SELECT count(*) FROM sign_up WHERE email = ?", mailbox));
    }

    @Test
    @Order(13)
    void what_should_be_gone_and_is_there_is_found() throws SQLException {
        UUID donor = donors.seen("DE", LONG_AGO);
        donors.gave(donor, LONG_AGO);
        released("DE");
        keep.run();
        assertEquals(List.of(), found("I32"));
        donors.sql(
                "UPDATE donor SET erased_at = NULL, restricted_until = NULL WHERE id = ?", donor);
        assertEquals(List.of("donor/" + donor), found("I32"));
        donors.sql(
                "UPDATE donor SET erased_at = now(), restricted_until = '2028-12-31' WHERE id = ?",
                donor);
        UUID proof = donors.answered(donor, 1, "EMAIL", "REFUSED", "2020-05-01T12:00:00Z");
        assertEquals(List.of("consent-proof/" + proof), found("I32"));
        donors.sql("DELETE FROM consent_proof WHERE id = ?", proof);
        assertEquals(List.of(), found("I32"));
    }

    @Test
    @Order(14)
    void a_gift_that_comes_while_its_donor_goes_begins_a_new_record() throws SQLException {
        Map<String, Object> her =
                Map.of(
                        "lastName",
                        "La" + Givers.word(),
                        "email",
                        "em" + Givers.word() + "@example.org");
        Givers.gave(her, "DE");
        String rows = "SELECT id FROM donor WHERE office_code = 'DE' AND last_name = ?";
        UUID old = UUID.fromString(donors.texts(rows, her.get("lastName")).get(0));
        UUID run = keep.run().orElseThrow().id();
        LetGo.Person person = new LetGo.Person(null, Set.of(old));
        var second =
                QuarkusTransaction.requiringNew()
                        .call(
                                () -> {
                                    assertTrue(letGo.hold(person));
                                    letGo.erase(person, run);
                                    var gift =
                                            CompletableFuture.supplyAsync(
                                                    () -> Givers.gave(her, "DE"));
                                    untilSomebodyWaits();
                                    return gift;
                                });
        second.join();
        assertEquals(
                List.of("1"),
                donors.texts("SELECT count(*) FROM donation WHERE donor_id = ?", old));
        assertEquals(
                List.of("SETTLED"),
                donors.texts(
                        "SELECT g.state FROM donation g JOIN donor d ON d.id = g.donor_id"
                                + " WHERE d.email = ? AND d.erased_at IS NULL",
                        her.get("email")));
        assertEquals(List.of(), found("I32"));
    }

    /** The gift has come as far as the row that is being erased. */
    private void untilSomebodyWaits() throws Exception {
        for (int i = 0; i < 200; i++) {
            if (!donors.texts("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Nobody waits for the donor");
    }

    private List<String> found(String invariant) {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals(invariant))
                .findFirst()
                .orElseThrow()
                .offenders();
    }

    private static JsonPath candidates(Map<String, String> query) {
        return TestStaff.as("privacy", "DE")
                .queryParams(query)
                .get("/v1/staff/retention/candidates")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    @Order(20)
    void a_whole_life_goes_years_after_it_and_a_clock_that_jumps_is_not_believed()
            throws SQLException {
        String email = "em" + Givers.word() + "@example.org";
        String last = "La" + Givers.word();
        Givers.gave(email, last);
        UUID donor =
                UUID.fromString(donors.texts("SELECT id FROM donor WHERE email = ?", email).get(0));
        SignedIn.at(email);
        donors.sql("UPDATE donor SET last_seen_at = created_at WHERE id = ?", donor);
        released("DE");
        clock.goTo(LocalDate.of(clock.today().getYear() + 3, 12, 31));
        assertEquals(Optional.empty(), keep.run(), "three years since anybody looked");
        assertEquals(
                "CLOCK_JUMPED",
                TestStaff.as("privacy", "DE")
                        .get("/v1/staff/retention/runs")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items[0].refusedBecause"));
        release("privacy", "DE", preview("DE").getString("items[0].scheduleHash"))
                .then()
                .statusCode(200);
        keep.run().orElseThrow();
        assertEquals(List.of(donor), donors.whole(List.of(donor)));
        clock.goTo(clock.today().plusDays(1));
        List<String> brokenBefore = broken();
        keep.run().orElseThrow();
        assertEquals(
                List.of("RESTRICTED " + last),
                donors.texts(
                        "SELECT CASE WHEN restricted_until IS NOT NULL THEN 'RESTRICTED ' END"
                                + " || last_name FROM donor WHERE id = ?",
                        donor));
        assertEquals(
                Set.of("0"),
                Set.copyOf(
                        donors.texts(
                                "SELECT count(*) FROM account_address WHERE email = ?", email)));
        assertEquals(brokenBefore, broken());
    }
}
