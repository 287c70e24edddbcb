package org.almoner.handover;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.contact.TransferInstrument;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** Feeds of offices, over real HTTP and a real database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HandOversTest extends HandOverCase {

    @Inject RenderEntries render;
    @Inject BearEntries bear;
    @Inject CountOpen open;
    @Inject Heard heard;
    @Inject @Wellness HandOverHealth health;

    @Test
    void who_agreed_to_it_is_handed_to_the_office_of_the_new_country_with_ground_and_words() {
        long nl = end("NL");
        long de = end("DE");
        long gb = end("GB");
        DonorId donor = mover();
        says(donor, "NL", "nl-newsletter-email", false);
        work.run();
        Map<String, Object> entry = about(fetched("NL", nl), donor).get(0);
        assertEquals("INITIAL", entry.get("kind"));
        assertEquals("DE", entry.get("from"));
        Map<?, ?> ground = (Map<?, ?>) entry.get("ground");
        assertEquals("SINGLE_MARKET", ground.get("instrument"));
        assertEquals("eea", ground.get("rule"));
        assertEquals(MOVING, ((Map<?, ?>) ground.get("answer")).get("text"));
        Map<?, ?> person = (Map<?, ?>) entry.get("person");
        assertEquals("Moved", person.get("lastName"));
        assertEquals("NL", person.get("country"));
        List<?> fields = (List<?>) entry.get("fields");
        assertTrue(fields.containsAll(person.keySet()), fields.toString());
        List<?> permissions = (List<?>) entry.get("mayContact");
        assertEquals(8, permissions.size());
        Map<?, ?> mail =
                (Map<?, ?>)
                        permissions.stream()
                                .filter(it -> ((Map<?, ?>) it).get("channel").equals("EMAIL"))
                                .findFirst()
                                .orElseThrow();
        assertEquals("NO_GIFT", mail.get("reason"), "a gift to one office is none to another");
        assertEquals(List.of("INITIAL"), kinds(fetched("DE", de), donor));
        assertEquals(List.of(), kinds(fetched("GB", gb), donor));
        assertEquals(
                List.of(0L),
                sql.read(
                        "SELECT count(*) FROM handover_entry e WHERE to_jsonb(e)::text ~"
                                + " 'Moved|Musterweg|example.org'",
                        row -> row.getLong(1)));
    }

    @Test
    void nothing_new_is_told_when_nothing_changed_and_one_change_is_told_once() {
        DonorId donor = mover();
        work.run();
        sql.write("UPDATE donor SET last_seen_at = now() WHERE id = ?", donor.value());
        assertEquals(
                List.of(0L),
                sql.read(
                        "SELECT count(*) FROM handover_due WHERE donor_id = ?",
                        row -> row.getLong(1),
                        donor.value()),
                "having given again is no change");
        sql.write("INSERT INTO handover_due (donor_id) VALUES (?)", donor.value());
        work.run();
        assertEquals(List.of("INITIAL"), born("NL", donor));
        sql.write("UPDATE donor SET phone = '+31201234567' WHERE id = ?", donor.value());
        sql.write("UPDATE donor SET phone = '+31201234568' WHERE id = ?", donor.value());
        work.run();
        work.run();
        assertEquals(List.of("INITIAL", "CHANGED"), born("NL", donor));
        assertEquals(List.of("INITIAL", "CHANGED"), born("DE", donor));
    }

    @Test
    void what_fell_away_before_it_was_fetched_shows_nothing_of_the_person() {
        long nl = end("NL");
        DonorId donor = mover();
        work.run();
        says(donor, "DE", MOVING, false);
        Map<String, Object> entry = about(fetched("NL", nl), donor).get(0);
        assertEquals("WITHDRAWN", entry.get("kind"));
        assertEquals("INITIAL", entry.get("madeAs"));
        assertEquals("WITHDRAWN", entry.get("reason"));
        assertNull(entry.get("person"));
        assertNull(entry.get("ground"));
        assertEquals(List.of(), entry.get("fields"));
        String pushed =
                render.json(UUID.fromString((String) entry.get("id")), "push").orElseThrow();
        assertTrue(pushed.contains("\"kind\":\"WITHDRAWN\""), pushed);
        assertFalse(pushed.contains("Moved"), pushed);
        assertTrue(render.json(UUID.randomUUID(), "push").isEmpty());
    }

    @Test
    void a_withdrawal_reaches_the_office_and_stays_open_until_it_says_so_once() {
        long nl = end("NL");
        DonorId donor = mover();
        work.run();
        fetched("NL", nl);
        says(donor, "DE", MOVING, false);
        work.run();
        String id =
                sql.read(
                                "SELECT id FROM handover_entry WHERE office = 'NL' AND donor_id = ?"
                                        + " AND kind = 'WITHDRAWN'",
                                row -> row.getString(1),
                                donor.value())
                        .get(0);
        String path = "/v1/staff/hand-overs/" + id + "/acknowledgement";
        machine("NL").post(path).then().statusCode(409);
        assertEquals(List.of("INITIAL", "WITHDRAWN"), born("NL", donor));
        String mine = "items.find { it.id == '" + id + "' }";
        machine("NL")
                .queryParam("office", "NL")
                .queryParam("limit", 100)
                .get("/v1/staff/hand-overs/open")
                .then()
                .statusCode(200)
                .body(mine + ".reason", equalTo("WITHDRAWN"))
                .body(mine + ".handedOver", equalTo(true))
                .body(mine + ".openForSeconds", notNullValue());
        fetched("NL", nl);
        String first = machine("NL").post(path).then().statusCode(200).extract().asString();
        assertEquals(first, TestStaff.as("privacy", "NL").post(path).then().extract().asString());
        machine("NL")
                .queryParam("office", "NL")
                .queryParam("limit", 100)
                .get("/v1/staff/hand-overs/open")
                .then()
                .body("items.id", not(hasItem(id)));
        TestStaff.as("privacy", "NL")
                .queryParam("limit", 100)
                .get("/v1/staff/audit-trail")
                .then()
                .body(
                        "items.findAll { it.object == 'hand-over/" + id + "' }.action",
                        equalTo(List.of("hand-over.acknowledged")));
        assertThrows(
                IllegalStateException.class,
                () ->
                        sql.write(
                                "UPDATE handover_entry SET acknowledged_at = NULL,"
                                        + " acknowledged_by = NULL WHERE id = ?",
                                UUID.fromString(id)));
        assertThrows(
                IllegalStateException.class,
                () -> sql.write("DELETE FROM handover_entry WHERE id = ?", UUID.fromString(id)));
        says(donor, "DE", MOVING, true);
        work.run();
        assertEquals(List.of("INITIAL", "WITHDRAWN", "INITIAL"), born("NL", donor));
    }

    @Test
    void many_are_acknowledged_up_to_a_position_that_was_fetched() {
        long before = end("AU");
        donor("AU", "AU");
        donor("AU", "AU");
        work.run();
        long last = end("AU");
        assertEquals(before + 2, last);
        String path = "/v1/staff/hand-overs/acknowledgements";
        acknowledge(last, 409);
        fetched("AU", 0);
        acknowledge(last + 1, 400);
        machine("AU")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "AU", "upTo", last - 1))
                .post(path)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));
        machine("AU")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "AU", "upTo", last))
                .post(path)
                .then()
                .body("acknowledged", equalTo(1));
        machine("AU")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "AU", "upTo", last))
                .post(path)
                .then()
                .statusCode(200)
                .body("acknowledged", equalTo(0));
    }

    private static void acknowledge(long upTo, int status) {
        machine("AU")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "AU", "upTo", upTo))
                .post("/v1/staff/hand-overs/acknowledgements")
                .then()
                .statusCode(status);
    }

    @Test
    void an_office_fetches_its_own_feed_only_and_its_machine_does_nothing_else() {
        DonorId donor = mover();
        work.run();
        String entry =
                sql.read(
                                "SELECT id FROM handover_entry WHERE office = 'NL' AND donor_id = ?",
                                row -> row.getString(1),
                                donor.value())
                        .get(0);
        for (String path : List.of("/v1/staff/hand-overs", "/v1/staff/hand-overs/open")) {
            machine("GB").queryParam("office", "NL").get(path).then().statusCode(404);
            machine("GB").queryParam("office", "QX").get(path).then().statusCode(404);
            machine("GB").get(path).then().statusCode(400);
            TestStaff.as("office", "NL")
                    .queryParam("office", "NL")
                    .get(path)
                    .then()
                    .statusCode(403);
        }
        machine("GB")
                .post("/v1/staff/hand-overs/" + entry + "/acknowledgement")
                .then()
                .statusCode(404);
        machine("GB")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "NL", "upTo", 1))
                .post("/v1/staff/hand-overs/acknowledgements")
                .then()
                .statusCode(404);
        machine("NL").get("/v1/staff/donors").then().statusCode(403);
        machine("NL").get("/v1/staff/donors/" + donor.value()).then().statusCode(403);
        machine("NL")
                .queryParam("office", "NL")
                .queryParam("cursor", org.almoner.http.PageRequest.cursorFor("-1"))
                .get("/v1/staff/hand-overs")
                .then()
                .statusCode(400);
    }

    @Test
    void the_cursor_is_there_at_the_end_and_each_page_is_on_the_trail_without_names() {
        DonorId donor = mover();
        work.run();
        long last = end("NL");
        String end = org.almoner.http.PageRequest.cursorFor(String.valueOf(last));
        machine("NL")
                .queryParam("office", "NL")
                .queryParam("cursor", end)
                .get("/v1/staff/hand-overs")
                .then()
                .body("items", hasSize(0))
                .body("cursor", equalTo(end))
                .body("more", equalTo(false));
        machine("NL")
                .queryParam("office", "NL")
                .queryParam("limit", 1)
                .queryParam("cursor", org.almoner.http.PageRequest.cursorFor("" + (last - 1)))
                .get("/v1/staff/hand-overs")
                .then()
                .body("items.donor", contains(donor.value().toString()))
                .body("cursor", equalTo(end))
                .body("more", equalTo(false));
        TestStaff.as("privacy", "NL")
                .queryParam("limit", 1)
                .get("/v1/staff/audit-trail")
                .then()
                .body("items[0].action", equalTo("hand-overs.fetched"))
                .body("items[0].object", equalTo("hand-overs/" + last + "-" + last))
                .body("items[0].office", equalTo("NL"));
        assertEquals(
                List.of(1L),
                sql.read(
                        "SELECT count(*) FROM handover_delivery v JOIN handover_entry e ON e.id ="
                                + " v.entry_id WHERE e.office = 'NL' AND e.position = ? AND"
                                + " v.content_hash = e.content_hash AND v.fields = e.fields AND"
                                + " v.text_id = 'nl-moving'",
                        row -> row.getLong(1),
                        last));
    }

    @Test
    void a_preview_shows_what_would_be_sent_or_why_not_and_sends_nothing() {
        DonorId donor = donor("DE", "NL");
        String path = "/v1/staff/donors/" + donor.value() + "/hand-over-preview";
        TestStaff.as("office", "DE")
                .queryParam("office", "NL")
                .get(path)
                .then()
                .statusCode(200)
                .body("sent", equalTo(false))
                .body("reason", equalTo("NOT_TOLD"))
                .body("fields", hasSize(0))
                .body("next", nullValue());
        says(donor, "DE", MOVING, true);
        TestStaff.as("privacy", "DE")
                .queryParam("office", "NL")
                .get(path)
                .then()
                .body("sent", equalTo(true))
                .body("next", equalTo("INITIAL"))
                .body("ground.rule", equalTo("eea"))
                .body("fields.find { it.name == 'lastName' }.value", equalTo("Moved"))
                .body("mayContact", hasSize(8));
        assertEquals(List.of(), born("NL", donor));
        TestStaff.as("office", "DE").queryParam("office", "QX").get(path).then().statusCode(400);
        TestStaff.as("office", "DE").get(path).then().statusCode(400);
        TestStaff.as("office", "NL").queryParam("office", "NL").get(path).then().statusCode(404);
        TestStaff.as("finance", "DE").queryParam("office", "NL").get(path).then().statusCode(403);
    }

    @Test
    void all_donors_are_looked_at_once_a_day_whether_anything_was_written_or_not() {
        DonorId donor = mover();
        forget(donor);
        sql.write("DELETE FROM handover_sweep");
        sql.write(
                "INSERT INTO handover_sweep (single, begun_at, behind) VALUES (1, now(), ?)",
                UUID.fromString(donor.value().toString().replaceAll("[0-9a-f]{4}$", "0000")));
        sweep.run();
        // Donors of offices that do not exist, which other tests leave, make the others of a slice
        // due.
        work.run();
        assertEquals(List.of("INITIAL"), born("NL", donor));
        DonorId later = mover();
        forget(later);
        sweep.run();
        assertEquals(List.of(), born("NL", later), "not before a day is over");
        sql.write("UPDATE handover_sweep SET begun_at = begun_at - interval '24 hours'");
        sweep.run();
        // Donors of offices that do not exist, which other tests leave, make the others of a slice
        // due.
        work.run();
        assertEquals(List.of("INITIAL"), born("NL", later));
    }

    @Test
    void a_donor_who_cannot_be_looked_at_keeps_nobody_waiting() {
        DonorId broken = donor("QX", "NL");
        DonorId donor = mover();
        work.run();
        assertEquals(List.of("INITIAL"), born("NL", donor));
        assertEquals(
                List.of(1),
                sql.read(
                        "SELECT tries FROM handover_due WHERE donor_id = ? AND not_before > now()",
                        row -> row.getInt(1),
                        broken.value()));
        sql.write("DELETE FROM donor WHERE id = ?", broken.value());
    }

    /** Stands in for whatever pushes. */
    @Singleton
    static class Heard {

        private final List<EntriesBorn> all = new CopyOnWriteArrayList<>();

        void hear(@Observes EntriesBorn born) {
            all.add(born);
        }
    }

    @Test
    void what_pushes_hears_of_each_entry_and_asks_for_the_same_words_as_are_in_the_feed() {
        long nl = end("NL");
        DonorId donor = mover();
        work.run();
        UUID born =
                heard.all.stream()
                        .filter(it -> it.office().value().equals("NL"))
                        .flatMap(it -> it.entries().stream())
                        .filter(it -> it.position() == nl + 1)
                        .findFirst()
                        .orElseThrow()
                        .id();
        Map<String, Object> pulled = about(fetched("NL", nl), donor).get(0);
        assertEquals(born.toString(), pulled.get("id"));
        assertEquals(pulled, new JsonPath(render.json(born, "push").orElseThrow()).getMap("$"));
        assertEquals(
                List.of("push"),
                sql.read(
                        "SELECT delivered_to FROM handover_delivery WHERE entry_id = ?"
                                + " AND delivered_to = 'push'",
                        row -> row.getString(1),
                        born));
        heard.all.clear();
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(
                                        () -> {
                                            bear.bear(
                                                    List.of(
                                                            birth(
                                                                    new OfficeCode("NL"),
                                                                    new DonorId(ids.next()),
                                                                    true)),
                                                    clock.instant());
                                            assertEquals(1, heard.all.size(), "at once");
                                            throw new IllegalStateException("undone");
                                        }));
        assertTrue(
                render.json(heard.all.get(0).entries().get(0).id(), "push").isEmpty(),
                "what was written with it is undone with it");
    }

    @Test
    void an_office_that_has_not_acknowledged_for_more_than_seven_days_is_an_alarm() {
        OfficeCode office = new OfficeCode("CA");
        assertFalse(alarm().contains("CA"), alarm());
        plant(office, Duration.ofDays(8), false);
        assertFalse(alarm().contains("CA"), "what was never fetched need not be deleted");
        plant(office, Duration.ofDays(7).minusMinutes(5), true);
        assertFalse(alarm().contains("CA"), "not yet");
        plant(office, Duration.ofDays(7).plusSeconds(5), true);
        assertTrue(alarm().contains("CA has not acknowledged since"), alarm());
        assertTrue(health.call().getStatus() == HealthCheckResponse.Status.UP, "and stays up");
        fetched("CA", 0);
        machine("CA")
                .contentType(ContentType.JSON)
                .body(Map.of("office", "CA", "upTo", end("CA")))
                .post("/v1/staff/hand-overs/acknowledgements")
                .then()
                .statusCode(200);
        assertFalse(alarm().contains("CA"), alarm());
    }

    private String alarm() {
        open.count();
        return String.valueOf(health.call().getData().orElse(Map.of()));
    }

    /** Data that were told, fetched or not, and a withdrawal so long ago. */
    private void plant(OfficeCode office, Duration ago, boolean fetched) {
        DonorId nobody = new DonorId(ids.next());
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            bear.bear(List.of(birth(office, nobody, true)), clock.instant());
                            if (fetched) {
                                sql.write(
                                        "INSERT INTO handover_delivery (id, entry_id, delivered_at,"
                                                + " delivered_to, kind, instrument, fields,"
                                                + " content_hash) SELECT ?, id, now(), 'test',"
                                                + " 'INITIAL', instrument, fields, content_hash"
                                                + " FROM handover_entry WHERE donor_id = ?",
                                        ids.next(),
                                        nobody.value());
                            }
                            bear.bear(
                                    List.of(birth(office, nobody, false)),
                                    clock.instant().minus(ago));
                        });
    }

    private static Birth birth(OfficeCode office, DonorId donor, boolean given) {
        return new Birth(
                office,
                donor,
                office,
                given ? HandOverKind.INITIAL : HandOverKind.WITHDRAWN,
                given ? new Ground(TransferInstrument.SAME_OFFICE, null, null, null, null) : null,
                given ? null : "WITHDRAWN",
                null,
                given ? List.of("lastName") : List.of(),
                given ? "b".repeat(64) : null);
    }
}
