package org.almoner.giftaid;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestStaff;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;
import org.almoner.tax.GiftsOfAYear;

/** People in the United Kingdom, their gifts and their declarations. */
@Singleton
public class BritishGifts {

    private final GiftsOfAYear gifts;
    private final Sql sql;
    private final Ids ids;

    BritishGifts(GiftsOfAYear gifts, Sql sql, Ids ids) {
        this.gifts = gifts;
        this.sql = sql;
        this.ids = ids;
    }

    static RequestSpecification clerk() {
        return TestStaff.as("finance", "GB");
    }

    /** A row of a person, or of an organisation with a contact. */
    UUID donor(String kind, String lastName) {
        UUID id = ids.next();
        Instant at = Instant.parse("2022-01-01T00:00:00Z");
        sql.write(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, title,"
                        + " first_name, last_name, organisation, email, street, house_number,"
                        + " postcode, town, country, locale, created_at, last_seen_at) VALUES (?,"
                        + " 'GB', repeat(md5(?), 2), ?, 'MS', 'Dr', 'Alex', ?, ?::text, ?,"
                        + " 'Sample Street', '12a', 'SW1A 1AA', 'London', 'GB', 'en', ?, ?)",
                id,
                id.toString(),
                kind,
                lastName,
                kind.equals("PERSON") ? null : "Sample Church",
                mail(id),
                at,
                at);
        return id;
    }

    /** Letters only: numbers in an address could be a card's. */
    static String mail(UUID id) {
        StringBuilder word = new StringBuilder();
        for (char digit : id.toString().replace("-", "").toCharArray()) {
            word.append((char) ('a' + Character.digit(digit, 16)));
        }
        return word + "@example.org";
    }

    UUID gift(UUID donor, long pence, String at) {
        return gifts.gift(donor, "GB", "GBP", pence, at);
    }

    /** What flows back without payment and books following; claims ask the gift alone. */
    void flowsBack(UUID gift, long pence) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                sql.write(
                                        "UPDATE donation SET reversed_minor = ?, state = CASE"
                                                + " WHEN ? = 0 THEN 'SETTLED' WHEN ? = amount_minor"
                                                + " THEN 'REFUNDED' ELSE 'PARTLY_REFUNDED' END"
                                                + " WHERE id = ?",
                                        pence,
                                        pence,
                                        pence,
                                        gift));
    }

    /** Two rows become one person. */
    void join(UUID one, UUID other) {
        TestStaff.as("office", "GB")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", other, "reason", "the same person"))
                .post("/v1/staff/donors/" + one + "/joins")
                .then()
                .statusCode(201);
    }

    static RequestSpecification keyed(RequestSpecification who) {
        return who.contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    static Map<String, Object> paper(String day) {
        return new HashMap<>(
                Map.of(
                        "channel",
                        "PAPER",
                        "declaredOn",
                        day,
                        "pastYears",
                        4,
                        "evidence",
                        "Folder 12, sheet 7"));
    }

    static String declare(UUID donor, Map<String, Object> declaration) {
        return keyed(clerk())
                .body(declaration)
                .post("/v1/staff/donors/" + donor + "/gift-aid-declarations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A gift over the wizard, with the box for Gift Aid ticked or left alone. */
    static JsonPath give(Map<String, Object> donor, boolean ticked) {
        JsonPath draft =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "country", "GB",
                                        "locale", "en",
                                        "amount", Map.of("minor", 5_000, "currency", "GBP"),
                                        "cadence", "ONCE"))
                        .post("/v1/gift-drafts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        String path = "/v1/gift-drafts/" + draft.getString("id");
        String token = draft.getString("draftToken");
        Map<String, Object> who = new HashMap<>(donor);
        who.put("consents", answers(ticked));
        with(token).body(who).put(path + "/donor").then().statusCode(200);
        with(token)
                .body(Map.of("method", "SANDBOX", "scenario", "SUCCEEDS"))
                .put(path + "/payment-method")
                .then()
                .statusCode(200);
        return with(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of())
                .post(path + "/completion")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static RequestSpecification with(String token) {
        return given().contentType(ContentType.JSON).header("Draft-Token", token);
    }

    static List<Map<String, Object>> answers(boolean ticked) {
        List<Map<String, Object>> shown =
                given().get("/v1/giving-options?country=GB&locale=en")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("consents");
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> text : shown) {
            boolean isGiftAid = "GIFT_AID".equals(text.get("purpose"));
            answers.add(
                    Map.of(
                            "id", text.get("id"),
                            "version", text.get("version"),
                            "given", isGiftAid ? ticked : "NOTICE".equals(text.get("control"))));
        }
        return answers;
    }

    static Map<String, Object> person(String email) {
        return new HashMap<>(
                Map.of(
                        "kind", "PERSON",
                        "firstName", "Alex",
                        "lastName", "House-Martin",
                        "email", email,
                        "address",
                                Map.of(
                                        "street", "Sample Street",
                                        "houseNumber", "12a",
                                        "postcode", "SW1A 1AA",
                                        "town", "London",
                                        "country", "GB")));
    }

    /** A declaration of any donor's row, whichever its office is. */
    public String declared(UUID donor) {
        UUID id = ids.next();
        sql.write(
                "INSERT INTO gift_aid_declaration (id, office, donor_id, channel, declarant,"
                        + " covers_from, declared_on, evidence, recorded_at, recorded_by,"
                        + " needs_record) SELECT ?, office_code, id, 'PAPER', jsonb_build_object("
                        + "'firstName', first_name, 'lastName', last_name, 'address',"
                        + " jsonb_build_array(street), 'country', country), DATE '2024-01-01',"
                        + " DATE '2024-01-01', 'Folder 1', now(), 'staff', false"
                        + " FROM donor WHERE id = ?",
                id,
                donor);
        return id.toString();
    }

    Sql sql() {
        return sql;
    }
}
