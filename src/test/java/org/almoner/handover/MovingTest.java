package org.almoner.handover;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.donor.DonorId;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** The donor who moves to another country, and who sees him there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MovingTest extends HandOverCase {

    private static final String MOVE = "items.find { it.current?.id == 'nl-moving' }";

    private static void moves(String token, String country, int version) {
        json(token)
                .header("If-Match", "\"" + version + "\"")
                .body(
                        Map.of(
                                "phone",
                                "+31201234567",
                                "address",
                                Map.of(
                                        "street",
                                        "Weg 1",
                                        "town",
                                        "Amsterdam",
                                        "postcode",
                                        country.equals("NL") ? "1011 AB" : "10115",
                                        "country",
                                        country)))
                .patch("/v1/me")
                .then()
                .statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse answers(
            String token, String office, String text, boolean given) {
        return json(token)
                .body(
                        Map.of(
                                "office",
                                office,
                                "locale",
                                "de",
                                "answers",
                                List.of(Map.of("id", text, "version", 1, "given", given))))
                .post("/v1/me/consents")
                .then();
    }

    private DonorId record(String email) {
        return new DonorId(
                sql.one(
                                "SELECT id FROM donor WHERE email = ?",
                                row -> row.getObject(1, UUID.class),
                                email)
                        .orElseThrow());
    }

    /**
     * Gives in Germany, agrees, moves to the Netherlands, agrees to the move, withdraws, is erased.
     */
    @Test
    void the_german_who_moves() {
        String email = "umzug." + Givers.word() + "@example.org";
        Givers.gave(email, "Umzug", List.of("de-newsletter-email"));
        DonorId donor = record(email);
        String token = SignedIn.at(email);
        long nl = end("NL");
        work.run();
        assertEquals(List.of(), born("NL", donor), "nobody told her of the Netherlands");
        json(token)
                .get("/v1/me/consents")
                .then()
                .body("items.current.id", not(hasItem(MOVING)))
                .body("items.office.unique()", equalTo(List.of("DE")));
        answers(token, "DE", MOVING, true).statusCode(400);

        moves(token, "NL", 0);
        work.run();
        assertEquals(List.of(), born("NL", donor), "to move is not to agree");
        json(token)
                .get("/v1/me/consents")
                .then()
                .body(MOVE + ".office", equalTo("DE"))
                .body(MOVE + ".recipient", equalTo("NL"))
                .body(MOVE + ".state", equalTo("NOT_ASKED"))
                .body(
                        "items.findAll { it.office == 'NL' }.current.id",
                        hasItems("nl-privacy", "nl-newsletter-phone"))
                .body("items.current.id", not(hasItem("nl-transfer")));
        answers(token, "NL", "nl-transfer", true).statusCode(400);
        String preview = "/v1/staff/donors/" + donor.value() + "/move-preview";
        TestStaff.as("privacy", "DE")
                .get(preview)
                .then()
                .statusCode(200)
                .body("from", equalTo("DE"))
                .body("to", equalTo("NL"))
                .body("follows.allowed", equalTo(false))
                .body("follows.reason", equalTo("NOT_TOLD"))
                .body("stays.find { it.data == 'GIFT' }.office", equalTo("DE"))
                .body("stays.find { it.data == 'GIFT' }.records", equalTo(1))
                .body("askAnew.find { it.channel == 'EMAIL' }.old", equalTo("GIVEN"))
                .body("askAnew.find { it.channel == 'EMAIL' }.now", equalTo("NOT_ASKED"))
                .body(
                        "askAnew.find { it.channel == 'EMAIL' }.text",
                        equalTo("nl-newsletter-email"));

        answers(token, "DE", MOVING, true).statusCode(200).body(MOVE + ".state", equalTo("GIVEN"));
        answers(token, "NL", "nl-newsletter-phone", true).statusCode(200);
        answers(token, "NL", "nl-newsletter-email", false).statusCode(200);
        String receipt = json(token).get("/v1/me/consents").path(MOVE + ".answer.id");
        json(token)
                .get("/v1/me/consents/" + receipt + "/receipt")
                .then()
                .statusCode(200)
                .body("'dpv:hasRecordOfActivity'", hasSize(1));
        work.run();
        Map<String, Object> given = about(fetched("NL", nl), donor).get(0);
        assertEquals("INITIAL", given.get("kind"));
        assertEquals("Amsterdam", ((Map<?, ?>) given.get("person")).get("town"));
        List<?> permissions = (List<?>) given.get("mayContact");
        assertEquals(
                List.of("EXPRESS_CONSENT"),
                permissions.stream()
                        .map(it -> (Map<?, ?>) it)
                        .filter(it -> it.get("channel").equals("PHONE"))
                        .map(it -> it.get("ground"))
                        .distinct()
                        .toList(),
                "what she said to the office in the Netherlands");
        assertEquals(
                List.of("NO_GIFT"),
                permissions.stream()
                        .map(it -> (Map<?, ?>) it)
                        .filter(it -> it.get("channel").equals("EMAIL"))
                        .map(it -> it.get("reason"))
                        .distinct()
                        .toList(),
                "a gift to the office in Germany is none to the one in the Netherlands");
        TestStaff.as("privacy", "DE")
                .get(preview)
                .then()
                .body("follows.allowed", equalTo(true))
                .body("askAnew.find { it.channel == 'PHONE' }.now", equalTo("GIVEN"));

        answers(token, "DE", MOVING, false)
                .statusCode(200)
                .body(MOVE + ".state", equalTo("WITHDRAWN"));
        work.run();
        assertEquals(
                List.of("WITHDRAWN", "WITHDRAWN"),
                kinds(fetched("NL", nl), donor),
                "the first one shows nothing any more");
        assertEquals(List.of("INITIAL", "WITHDRAWN"), born("NL", donor));

        json(token).post("/v1/me/erasure").then().statusCode(201);
        work.run();
        assertEquals(List.of("INITIAL", "WITHDRAWN", "ERASED"), born("NL", donor));
        List<Map<String, Object>> feed = about(fetched("NL", nl), donor);
        assertEquals(
                List.of("ERASED", "WITHDRAWN", "ERASED"),
                feed.stream().map(it -> it.get("kind")).toList());
        feed.forEach(it -> assertNull(it.get("person")));
        assertEquals("ERASED", born("DE", donor).get(born("DE", donor).size() - 1));
        fetched("NL", 0);
        long last = ((Number) feed.get(2).get("position")).longValue();
        machine("NL")
                .contentType("application/json")
                .body(Map.of("office", "NL", "upTo", last))
                .post("/v1/staff/hand-overs/acknowledgements")
                .then()
                .statusCode(200);
        machine("NL")
                .queryParam("office", "NL")
                .get("/v1/staff/hand-overs/open")
                .then()
                .body("items.donor", not(hasItem(donor.value().toString())));
        work.run();
        assertEquals(3, born("NL", donor).size(), "erased for ever");
        Golden.matches("handover/the-german-who-moves.txt", story(donor));
    }

    /** All that is on record of it, by office: entries with ground, fields and acknowledgement. */
    private String story(DonorId donor) {
        return String.join(
                        "\n",
                        sql.read(
                                "SELECT concat_ws(' | ', e.office, e.kind, 'from ' || e.from_office,"
                                        + " coalesce(e.instrument || coalesce(' ' || e.rule, ''), e.reason),"
                                        + " e.text_id || ' version ' || e.text_version,"
                                        + " nullif(array_to_string(e.fields, ' '), ''), 'fetched '"
                                        + " || (SELECT count(*) FROM handover_delivery v WHERE v.entry_id = e.id"
                                        + " AND v.kind IN ('INITIAL', 'CHANGED')) || ' times with data',"
                                        + " CASE WHEN e.acknowledged_at IS NULL THEN 'open' ELSE 'acknowledged'"
                                        + " END) FROM handover_entry e WHERE e.donor_id = ?"
                                        + " ORDER BY e.office, e.position",
                                row -> row.getString(1),
                                donor.value()))
                + "\n";
    }

    @Test
    void a_yes_to_a_move_can_be_taken_back_from_anywhere() {
        String email = "umzug." + Givers.word() + "@example.org";
        Givers.gave(email, "Umzug");
        String token = SignedIn.at(email);
        moves(token, "NL", 0);
        answers(token, "DE", MOVING, true).statusCode(200);
        moves(token, "DE", 1);
        json(token).get("/v1/me/consents").then().body(MOVE + ".state", equalTo("GIVEN"));
        answers(token, "DE", MOVING, false).statusCode(200);
        json(token)
                .get("/v1/me/consents")
                .then()
                .body("items.current.id", not(hasItem(MOVING)))
                .body("items.find { it.recipient == 'NL' }.state", equalTo("WITHDRAWN"));
    }

    @Test
    void staff_of_the_receiving_office_see_contact_data_until_the_ground_falls_away() {
        DonorId donor = mover();
        String name = "Gesehen" + word();
        sql.write("UPDATE donor SET last_name = ? WHERE id = ?", name, donor.value());
        String path = "/v1/staff/donors/" + donor.value();
        TestStaff.as("office", "NL").get(path).then().statusCode(404);
        found("NL", name, 0);
        work.run();
        TestStaff.as("office", "NL")
                .get(path)
                .then()
                .statusCode(200)
                .body("records", hasSize(1))
                .body("records[0].handedOver", equalTo(true))
                .body("records[0].lastSeenAt", nullValue())
                .body("provedAddresses", hasSize(0))
                .body("account", nullValue());
        found("NL", name, 1);
        found("DE", name, 1);
        found("GB", name, 0);
        TestStaff.as("office", "GB").get(path).then().statusCode(404);
        for (String role : List.of("finance", "privacy", "admin")) {
            TestStaff.as(role, "NL").get(path).then().statusCode(404);
            TestStaff.as(role, "NL")
                    .queryParam("q", name)
                    .get("/v1/staff/donors")
                    .then()
                    .body("items", hasSize(0));
        }
        TestStaff.as("office", "NL").get(path + "/contact-decisions").then().statusCode(404);
        TestStaff.as("office", "NL")
                .queryParam("q", donor.value().toString())
                .get("/v1/staff/gifts")
                .then()
                .body("items", hasSize(0));

        says(donor, "DE", MOVING, false);
        TestStaff.as("office", "NL").get(path).then().statusCode(404);
        work.run();
        found("NL", name, 0);
        found("DE", name, 1);
    }

    private static void found(String office, String name, int times) {
        TestStaff.as("office", office)
                .queryParam("q", name)
                .get("/v1/staff/donors")
                .then()
                .statusCode(200)
                .body("items", hasSize(times));
    }

    @Test
    void pages_of_own_and_handed_over_donors_are_one_list_by_age() {
        String name = "Seite" + word();
        for (int i = 0; i < 5; i++) {
            DonorId donor = i % 2 == 0 ? mover() : donor("NL", "NL");
            sql.write("UPDATE donor SET last_name = ? WHERE id = ?", name, donor.value());
        }
        work.run();
        List<String> all = new java.util.ArrayList<>();
        String cursor = null;
        do {
            var request = TestStaff.as("office", "NL").queryParam("q", name).queryParam("limit", 2);
            var page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get("/v1/staff/donors")
                            .jsonPath();
            all.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertEquals(5, all.size());
        assertEquals(all.stream().sorted(java.util.Comparator.reverseOrder()).toList(), all);
    }

    @Test
    void a_donor_who_stays_has_no_move() {
        DonorId donor = donor("DE", "DE");
        TestStaff.as("office", "DE")
                .get("/v1/staff/donors/" + donor.value() + "/move-preview")
                .then()
                .statusCode(200)
                .body("to", nullValue())
                .body("follows", nullValue())
                .body("askAnew", hasSize(0));
        DonorId elsewhere = donor("DE", "FR");
        TestStaff.as("office", "DE")
                .get("/v1/staff/donors/" + elsewhere.value() + "/move-preview")
                .then()
                .body("to", nullValue());
        TestStaff.as("office", "NL")
                .get("/v1/staff/donors/" + donor.value() + "/move-preview")
                .then()
                .statusCode(404);
    }
}
