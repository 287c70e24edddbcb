package org.almoner.staff;

import static org.almoner.TestStaff.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff of an office write what its donors are told and asked. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentTextsTest {

    private static final String AU = "/v1/staff/offices/AU/consent-texts";
    private static final String TEXT = "au-newsletter-post";

    @Inject DataSource database;

    private int newest;

    @BeforeEach
    void whatIsThere() {
        List<Integer> versions = versions();
        newest = versions.get(versions.size() - 1);
    }

    /** What a test wrote is never shown: its day is years ahead, and it is withdrawn. */
    @AfterEach
    void nothingIsShownOfIt() {
        for (Map<String, Object> planned :
                as("office", "AU")
                        .get(AU + "?limit=100&id=" + TEXT)
                        .jsonPath()
                        .<Map<String, Object>>getList(
                                "items.findAll { it.showing == 'PLANNED' }")) {
            as("office", "AU")
                    .contentType(ContentType.JSON)
                    .body(Map.of("reason", "Written by a test"))
                    .post(AU + "/" + TEXT + "/versions/" + planned.get("version") + "/withdrawal")
                    .then()
                    .statusCode(200);
        }
    }

    private static List<Integer> versions() {
        return as("office", "AU")
                .get(AU + "?limit=100&id=" + TEXT)
                .then()
                .statusCode(200)
                .extract()
                .path("items.version");
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private Map<String, Object> wish(String word, Instant from) {
        Map<String, Object> words = new HashMap<>();
        for (String locale : List.of("de", "en", "nl", "fr")) {
            words.put(locale, "Example Relief Australia Ltd: " + word + " (" + locale + ")");
        }
        Map<String, Object> wish = new HashMap<>();
        wish.put("basedOn", newest);
        wish.put("validFrom", from.toString());
        wish.put("words", words);
        return wish;
    }

    private static Response write(String key, Object wish) {
        return as("office", "AU")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(wish)
                .post(AU + "/" + TEXT + "/versions");
    }

    private static ValidatableResponse written(Object wish) {
        return write(UUID.randomUUID().toString(), wish).then();
    }

    @Test
    void a_new_version_is_planned_beside_the_one_that_is_shown_and_tells_who_wrote_it() {
        Instant from = inDays(300);
        written(wish("No letters, please.", from))
                .statusCode(201)
                .body("version", is(newest + 1))
                .body("showing", is("PLANNED"))
                .body("purpose", is("NEWSLETTER"))
                .body("channel", is("POST"))
                .body("meaning", is("OBJECTION"))
                .body("validFrom", is(from.toString()))
                .body("writtenBy", not(empty()))
                .body("words.nl.text", is("Example Relief Australia Ltd: No letters, please. (nl)"))
                .body("words.nl.sha256.length()", is(64));
        as("privacy", "AU")
                .get(AU + "?limit=100&id=" + TEXT)
                .then()
                .body("items.findAll { it.showing == 'SHOWN' }.size()", is(1))
                .body("items.find { it.version == 1 }.showing", is("SHOWN"))
                .body("items.version", hasItems(1, newest + 1));
        as("privacy", "AU")
                .get("/v1/staff/audit-trail?limit=100")
                .then()
                .body(
                        "items.findAll { it.action == 'consent-text.written' }.object",
                        hasItem("consent-text/" + TEXT + "/" + (newest + 1)));
    }

    @Test
    void the_same_key_writes_once_and_another_wish_under_it_is_refused() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wish = wish("Once.", inDays(310));
        String first = write(key, wish).then().statusCode(201).extract().asString();
        Response second = write(key, wish);
        assertEquals(first, second.then().statusCode(201).extract().asString());
        assertEquals("true", second.header("Idempotency-Replayed"));
        write(key, wish("Twice.", inDays(310))).then().statusCode(422);
        assertEquals(newest + 1, versions().get(versions().size() - 1));
    }

    @Test
    void of_two_who_write_at_once_one_looks_again() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls =
                    Stream.of("One.", "Two.", "Three.", "Four.")
                            .map(
                                    word ->
                                            (Callable<Integer>)
                                                    () ->
                                                            written(wish(word, inDays(320)))
                                                                    .extract()
                                                                    .statusCode())
                            .toList();
            int created = 0;
            int stale = 0;
            for (Future<Integer> call : both.invokeAll(calls)) {
                created += call.get() == 201 ? 1 : 0;
                stale += call.get() == 412 ? 1 : 0;
            }
            assertEquals(1, created);
            assertEquals(3, stale);
        } finally {
            both.shutdown();
        }
    }

    @Test
    void the_preview_shows_what_donors_would_see_and_stores_nothing() {
        Map<String, Object> wish = wish("No letters, please.", inDays(330));
        @SuppressWarnings("unchecked")
        Map<String, Object> words = (Map<String, Object>) wish.get("words");
        words.put("fr", "Non.");
        as("privacy", "AU")
                .contentType(ContentType.JSON)
                .body(wish)
                .post(AU + "/" + TEXT + "/preview?locale=nl")
                .then()
                .statusCode(200)
                .body("version.version", is(newest + 1))
                .body("version.showing", is("PLANNED"))
                .body("former.version", is(1))
                .body("shown.id", hasItems("au-privacy", "au-transfer", TEXT))
                .body(
                        "shown.find { it.id == '" + TEXT + "' }.text",
                        is("Example Relief Australia Ltd: No letters, please. (nl)"))
                .body("shown.find { it.id == '" + TEXT + "' }.version", is(newest + 1))
                .body(
                        "remarks.collect { it.kind + ' ' + it.locale }",
                        containsInAnyOrder("OFFICE_NOT_NAMED fr", "LENGTH_UNLIKE_ENGLISH fr"));
        assertEquals(newest, versions().get(versions().size() - 1));
    }

    @Test
    void words_moments_and_grounds_that_cannot_be_shown_are_named_all_at_once() {
        Map<String, Object> wish = wish("Card 4242 4242 4242 4242.", inDays(0));
        @SuppressWarnings("unchecked")
        Map<String, Object> words = (Map<String, Object>) wish.get("words");
        words.put("en", "x".repeat(4_990) + " — and more");
        words.put("nl", "  ");
        wish.put("legalBasis", " ");
        written(wish)
                .statusCode(400)
                .body(
                        "violations.collect { it.pointer + ' ' + it.code }",
                        containsInAnyOrder(
                                "/words/de card_number",
                                "/words/fr card_number",
                                "/words/en too_long",
                                "/words/nl required",
                                "/legalBasis not_a_basis",
                                "/validFrom too_soon"));
        written(wish("Turned \u202E around", inDays(300)))
                .statusCode(400)
                .body("violations.code", hasItem("control_character"));
        written(wish("One.\n\nTwo.", inDays(300))).statusCode(400);
        written(wish("Much later.", inDays(800)))
                .statusCode(400)
                .body("violations.code", contains("too_far"));
    }

    @Test
    void a_version_begins_no_earlier_than_every_instance_can_know_it() {
        Instant now = Instant.now();
        written(wish("Too soon.", now.plus(Duration.ofMinutes(14))))
                .statusCode(400)
                .body("violations.code", contains("too_soon"));
        written(wish("Soon.", now.plus(Duration.ofMinutes(16)))).statusCode(201);
    }

    @Test
    void what_differs_in_nothing_and_what_begins_before_the_newest_is_refused() {
        written(wish("First.", inDays(340))).statusCode(201);
        newest++;
        written(wish("First.", inDays(350)))
                .statusCode(400)
                .body(
                        "violations.collect { it.pointer + ' ' + it.code }",
                        contains("/words unchanged"));
        written(wish("Second.", inDays(339)))
                .statusCode(400)
                .body("violations.code", contains("before_newest"));
    }

    @Test
    void a_foreign_office_has_no_texts_and_texts_of_all_offices_and_of_the_law_are_not_written() {
        as("office", "DE").get(AU).then().statusCode(404);
        as("office", "*").get("/v1/staff/offices/ZZ/consent-texts").then().statusCode(404);
        as("office", "*").get("/v1/staff/offices/not-one/consent-texts").then().statusCode(404);
        as("finance", "AU").get(AU).then().statusCode(403);
        Map<String, Object> wish = wish("Ours now.", inDays(300));
        wish.put("basedOn", 1);
        for (String foreign : List.of("de-privacy", "any-privacy", "no-such-text")) {
            as("office", "AU")
                    .header("Idempotency-Key", UUID.randomUUID())
                    .contentType(ContentType.JSON)
                    .body(wish)
                    .post(AU + "/" + foreign + "/versions")
                    .then()
                    .statusCode(404);
        }
        as("office", "GB")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(wish)
                .post("/v1/staff/offices/GB/consent-texts/gb-gift-aid/versions")
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo(
                                "These are the words of HMRC's model declaration. They change with a release of the catalogue only."));
    }

    @Test
    void a_planned_version_is_withdrawn_once_and_a_notice_that_must_be_shown_never() {
        written(wish("Never shown.", inDays(360))).statusCode(201);
        String withdrawal = AU + "/" + TEXT + "/versions/" + (newest + 1) + "/withdrawal";
        withdrawn(withdrawal).statusCode(200).body("showing", is("PAST"));
        withdrawn(withdrawal).statusCode(409);
        withdrawn(AU + "/au-privacy/versions/1/withdrawal").statusCode(409);
        withdrawn(AU + "/" + TEXT + "/versions/99999/withdrawal").statusCode(404);
        withdrawn(AU + "/" + TEXT + "/versions/x/withdrawal").statusCode(404);
        as("office", "AU")
                .get(AU + "?limit=100&id=" + TEXT)
                .then()
                .body("items.find { it.version == 1 }.showing", is("SHOWN"));
    }

    private static ValidatableResponse withdrawn(String path) {
        return as("office", "AU")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "No longer wanted"))
                .post(path)
                .then();
    }

    @Test
    void what_staff_wrote_is_as_unchangeable_as_the_catalogue() throws SQLException {
        written(wish("For ever.", inDays(370))).statusCode(201);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String change :
                    List.of(
                            "UPDATE consent_text SET written_by = 'x' WHERE id = '" + TEXT + "'",
                            "UPDATE consent_text SET withdrawn_at = NULL, valid_from = now() WHERE id = '"
                                    + TEXT
                                    + "'",
                            "DELETE FROM consent_text WHERE id = '" + TEXT + "'")) {
                assertThrows(SQLException.class, () -> statement.executeUpdate(change));
            }
        }
    }

    @Test
    void pages_follow_each_other() {
        String cursor =
                as("admin", "AU")
                        .get(AU + "?limit=2")
                        .then()
                        .statusCode(200)
                        .body("items.size()", is(2))
                        .body("items.office", everyItem(is("AU")))
                        .extract()
                        .path("nextCursor");
        String third =
                as("admin", "AU")
                        .get(AU + "?limit=1&cursor=" + cursor)
                        .then()
                        .extract()
                        .path("items[0].id");
        assertEquals(
                third, as("admin", "AU").get(AU + "?limit=3").then().extract().path("items[2].id"));
        as("admin", "AU").get(AU + "?cursor=-1").then().statusCode(400);
    }
}
