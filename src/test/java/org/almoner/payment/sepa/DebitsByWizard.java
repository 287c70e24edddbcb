package org.almoner.payment.sepa;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Unremovable;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.outbox.RelayByHand;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;

/** Gifts by direct debit as donors make them: through the wizard, each announced by a mail. */
@Singleton
@Unremovable
class DebitsByWizard {

    private final Sql sql;
    private final RelayByHand relay;

    DebitsByWizard(Sql sql, RelayByHand relay) {
        this.sql = sql;
        this.relay = relay;
    }

    /** A gift that waits to be collected. */
    record Debit(UUID gift, UUID payment, UUID mandate) {

        String endToEnd() {
            return payment.toString().replace("-", "");
        }
    }

    /** Given, noted and announced. */
    Debit announced(long cents) throws InterruptedException {
        Debit debit = noted(cents);
        long patience = System.nanoTime() + 30_000_000_000L;
        while (!isAnnounced(debit)) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("The announcement did not leave");
            }
            relay.work();
            Thread.sleep(20);
        }
        return debit;
    }

    private boolean isAnnounced(Debit debit) {
        return sql.one(
                        "SELECT announced_at FROM sepa_collection WHERE payment_id = ?",
                        row -> Sql.instant(row, "announced_at") == null ? Instant.MIN : Instant.MAX,
                        debit.payment())
                .filter(Instant.MAX::equals)
                .isPresent();
    }

    private Debit noted(long cents) {
        JsonPath started =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "country", "DE",
                                        "locale", "de",
                                        "amount", Map.of("minor", cents, "currency", "EUR"),
                                        "cadence", "ONCE"))
                        .post("/v1/gift-drafts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        String id = started.getString("id");
        RequestSpecification call =
                given().contentType(ContentType.JSON)
                        .header("Draft-Token", started.getString("draftToken"));
        given().spec(call)
                .body(donor())
                .put("/v1/gift-drafts/" + id + "/donor")
                .then()
                .statusCode(200);
        given().spec(call)
                .body(
                        Map.of(
                                "method", "SEPA_DIRECT_DEBIT",
                                "iban", "DE89370400440532013000",
                                "accountHolder", "Jörg Müller-Beispiel",
                                "mandate",
                                        Map.of(
                                                "textId",
                                                "sepa-core",
                                                "version",
                                                1,
                                                "agreed",
                                                true)))
                .put("/v1/gift-drafts/" + id + "/payment-method")
                .then()
                .statusCode(200);
        UUID gift =
                UUID.fromString(
                        given().spec(call)
                                .header("Idempotency-Key", "debit-" + id)
                                .body(Map.of())
                                .post("/v1/gift-drafts/" + id + "/completion")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("donation"));
        return sql.one(
                        "SELECT p.id, c.mandate_id FROM payment p"
                                + " JOIN sepa_collection c ON c.payment_id = p.id"
                                + " WHERE p.reference = ?",
                        row -> new Debit(gift, Sql.id(row, "id"), Sql.id(row, "mandate_id")),
                        gift)
                .orElseThrow();
    }

    private static Map<String, Object> donor() {
        List<Map<String, Object>> answers = new ArrayList<>();
        List<Map<String, Object>> shown =
                given().queryParam("country", "DE")
                        .queryParam("locale", "de")
                        .get("/v1/giving-options")
                        .jsonPath()
                        .getList("consents");
        shown.forEach(
                it ->
                        answers.add(
                                Map.of(
                                        "id", it.get("id"),
                                        "version", it.get("version"),
                                        "given", it.get("required"))));
        return Map.of(
                "kind",
                "PERSON",
                "firstName",
                "Jörg",
                "lastName",
                "Müller-Beispiel",
                "email",
                "jm-" + Givers.word() + "@example.org",
                "address",
                Map.of(
                        "street", "Musterweg",
                        "houseNumber", "12a",
                        "postcode", "10115",
                        "town", "Berlin",
                        "country", "DE"),
                "consents",
                answers);
    }
}
