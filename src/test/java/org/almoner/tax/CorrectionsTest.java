package org.almoner.tax;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ReversalKind;
import org.almoner.selfcheck.SelfCheck;
import org.junit.jupiter.api.Test;

/** What happens to a statement when a gift comes back, and who may correct it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CorrectionsTest {

    @Inject GiftsOfAYear gifts;
    @Inject CarryOutRuns runs;
    @Inject WriteDocuments documents;
    @Inject Event<DonationReversed> reversals;
    @Inject SelfCheck selfCheck;

    private static RequestSpecification clerk(String name) {
        String token =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "name",
                                        name,
                                        "roles",
                                        List.of("finance"),
                                        "offices",
                                        List.of("DE")))
                        .post("/dev/staff-tokens")
                        .then()
                        .extract()
                        .path("accessToken");
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private String issued(UUID donor, int year) {
        String number =
                clerk("Anna Erste")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("donor", donor, "office", "DE", "year", year))
                        .post("/v1/staff/tax-statements")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("number");
        documents.run();
        return number;
    }

    private static ValidatableResponse shown(String number) {
        return clerk("Anna Erste").get("/v1/staff/tax-statements/" + number).then();
    }

    /** As the payment's provider would tell it, with the books following. */
    private void comesBack(UUID gift, long minor) {
        UUID reversal = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            gifts.sql()
                                    .write(
                                            "UPDATE donation SET reversed_minor = reversed_minor + ?,"
                                                    + " state = CASE WHEN amount_minor = reversed_minor + ?"
                                                    + " THEN 'RETURNED' ELSE 'PARTLY_REFUNDED' END"
                                                    + " WHERE id = ?",
                                            minor,
                                            minor,
                                            gift);
                            gifts.sql()
                                    .write(
                                            "UPDATE payment SET reversed_minor = reversed_minor + ?,"
                                                    + " state = CASE WHEN amount_minor = reversed_minor + ?"
                                                    + " THEN 'RETURNED' ELSE 'PARTLY_REFUNDED' END"
                                                    + " WHERE reference = ?",
                                            minor,
                                            minor,
                                            gift);
                            gifts.sql()
                                    .write(
                                            "INSERT INTO payment_reversal (id, payment_id, provider,"
                                                    + " provider_reference, kind, amount_minor, currency,"
                                                    + " recorded_at) SELECT ?, id, provider, ?, 'RETURN', ?,"
                                                    + " currency, now() FROM payment WHERE reference = ?",
                                            reversal,
                                            reversal.toString(),
                                            minor,
                                            gift);
                            reversals.fire(
                                    new DonationReversed(
                                            new DonationId(gift),
                                            null,
                                            new PaymentId(UUID.randomUUID()),
                                            reversal,
                                            new OfficeCode("DE"),
                                            Money.of(minor, "EUR"),
                                            ReversalKind.RETURN,
                                            "AC04",
                                            "nobody",
                                            false,
                                            Instant.now()));
                        });
    }

    @Test
    void a_gift_that_comes_back_raises_a_case_and_the_replacement_says_what_is_left() {
        UUID donor = gifts.donor("DE", "Rita", "Rücklauf");
        UUID stays = gifts.gift(donor, "DE", "EUR", 3_000, "2018-04-01T10:00:00Z");
        UUID returns = gifts.gift(donor, "DE", "EUR", 2_000, "2018-05-01T10:00:00Z");
        String number = issued(donor, 2018);
        shown(number).body("total.minor", equalTo(5_000)).body("openCases", equalTo(0));
        comesBack(returns, 2_000);
        shown(number).body("openCases", equalTo(1));
        clerk("Anna Erste")
                .get("/v1/staff/statement-differences?office=DE&year=2018")
                .then()
                .statusCode(200)
                .body("items.gift", hasItem(returns.toString()))
                .body("items.find { it.gift == '" + returns + "' }.today.minor", equalTo(0));
        assertEquals(List.of(), offenders(), "an open case is no broken invariant");

        String asked =
                clerk("Anna Erste")
                        .body(Map.of("reason", "Eine Lastschrift kam zurück"))
                        .post("/v1/staff/tax-statements/" + number + "/replacement")
                        .then()
                        .statusCode(202)
                        .body("state", equalTo("WAITING"))
                        .extract()
                        .path("id");
        clerk("Anna Erste")
                .body(Map.of("reason", "noch einmal"))
                .post("/v1/staff/tax-statements/" + number + "/cancellation")
                .then()
                .statusCode(409);
        clerk("Anna Erste")
                .post("/v1/staff/statement-corrections/" + asked + "/approval")
                .then()
                .statusCode(403);
        String replacement =
                clerk("Berta Zweite")
                        .post("/v1/staff/statement-corrections/" + asked + "/approval")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("DONE"))
                        .extract()
                        .path("replacement");
        documents.run();
        shown(number)
                .body("state", equalTo("REPLACED"))
                .body("replacedBy", equalTo(replacement))
                .body("openCases", equalTo(0));
        shown(replacement)
                .body("state", equalTo("ISSUED"))
                .body("replaces", equalTo(number))
                .body("total.minor", equalTo(3_000))
                .body("kind", equalTo("DE_SINGLE"));
        clerk("Anna Erste")
                .get("/v1/staff/tax-statements/" + replacement + "/gifts")
                .then()
                .body("items.gift", contains(stays.toString()));
        clerk("Berta Zweite")
                .post("/v1/staff/statement-corrections/" + asked + "/approval")
                .then()
                .statusCode(409);
        assertEquals(List.of(), offenders());
    }

    private List<?> offenders() {
        return selfCheck.run().invariants().stream()
                .filter(it -> !it.offenders().isEmpty())
                .filter(it -> List.of("I11", "I13", "I14", "I15").contains(it.id()))
                .toList();
    }

    @Test
    void anybody_with_the_code_learns_whether_a_statement_stands_and_nothing_of_its_donor() {
        UUID donor = gifts.donor("DE", "Vera", "Geheim");
        gifts.gift(donor, "DE", "EUR", 4_200, "2019-04-01T10:00:00Z");
        String number = issued(donor, 2019);
        String code =
                gifts.sql()
                        .one(
                                "SELECT verification FROM tax_statement WHERE number = ?",
                                row -> row.getString(1),
                                number)
                        .orElseThrow();
        String typed = FrozenStatements.grouped(code).toLowerCase(java.util.Locale.ROOT);
        String answer =
                given().get("/v1/statement-verifications/" + typed)
                        .then()
                        .statusCode(200)
                        .body("validity", equalTo("VALID"))
                        .body("number", equalTo(number))
                        .body("total.minor", equalTo(4_200))
                        .extract()
                        .asString();
        assertEquals(false, answer.contains("Geheim") || answer.contains("Vera"));
        String page =
                given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5")
                        .get("/v1/statement-verifications/" + typed)
                        .then()
                        .statusCode(200)
                        .contentType("text/html")
                        .extract()
                        .asString();
        assertEquals(true, page.contains("Echt und gültig") && page.contains("42,00"));
        assertEquals(false, page.contains("Geheim") || page.contains("Vera"));
        String asked =
                clerk("Anna Erste")
                        .body(Map.of("reason", "Falsches Jahr"))
                        .post("/v1/staff/tax-statements/" + number + "/cancellation")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        clerk("Anna Erste")
                .get("/v1/staff/statement-corrections?waiting=true&office=DE")
                .then()
                .body("items.id", hasItem(asked));
        clerk("Berta Zweite")
                .post("/v1/staff/statement-corrections/" + asked + "/approval")
                .then()
                .statusCode(200);
        given().get("/v1/statement-verifications/" + typed)
                .then()
                .body("validity", equalTo("CANCELLED"));
        given().get("/v1/statement-verifications/0000000000000000").then().statusCode(404);
        given().get("/v1/statement-verifications/" + code + "0").then().statusCode(404);
        // Void, so its gift can be stated anew, under the next number.
        String next = issued(donor, 2019);
        assertEquals("DE-2019-000001", number);
        assertEquals("DE-2019-000002", next);
    }

    @Test
    void a_correction_can_be_refused_and_nothing_changes() {
        UUID donor = gifts.donor("DE", "Nora", "Bleibt");
        gifts.gift(donor, "DE", "EUR", 900, "2010-04-01T10:00:00Z");
        String number = issued(donor, 2010);
        String asked =
                clerk("Anna Erste")
                        .body(Map.of("reason", "Versehen"))
                        .post("/v1/staff/tax-statements/" + number + "/cancellation")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        clerk("Anna Erste")
                .post("/v1/staff/statement-corrections/" + asked + "/refusal")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        shown(number).body("state", equalTo("ISSUED"));
        clerk("Anna Erste")
                .body(Map.of("reason", " "))
                .post("/v1/staff/tax-statements/" + number + "/cancellation")
                .then()
                .statusCode(400)
                .body("violations", hasSize(1));
        clerk("Anna Erste").get("/v1/staff/tax-statements/DE-2010-999999").then().statusCode(404);
    }
}
