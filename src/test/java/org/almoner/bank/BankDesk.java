package org.almoner.bank;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestStaff;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.almoner.wizard.GivenGifts;

/** What clerks do with files of the bank, and what became of it. */
@Singleton
class BankDesk {

    static final String FILES = "/v1/staff/bank-statements";
    static final String ENTRIES = "/v1/staff/unmatched-entries";

    private final MatchMovements match;
    private final SelfCheck selfCheck;
    private final Sql sql;

    BankDesk(MatchMovements match, SelfCheck selfCheck, Sql sql) {
        this.match = match;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    void work() {
        match.run();
    }

    static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    static String today() {
        return LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
    }

    static Response upload(String file) {
        return upload(clerk(), "DE", file);
    }

    static Response upload(RequestSpecification who, String office, Object file) {
        RequestSpecification call = who.contentType("application/xml");
        return (file instanceof byte[] bytes ? call.body(bytes) : call.body((String) file))
                .queryParam("office", office)
                .post(FILES);
    }

    /** Takes a file that is new, and works it off. */
    JsonPath take(String file) {
        JsonPath taken = upload(file).then().statusCode(201).extract().jsonPath();
        work();
        return file(taken.getString("id"));
    }

    static JsonPath file(String id) {
        return clerk().get(FILES + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** A promise of 25 EUR by bank transfer. */
    record Promise(String gift, String payment, String reference) {}

    Promise promise(String email) {
        String gift = GivenGifts.byTransfer(email);
        return sql.one(
                        "SELECT id, provider_reference FROM payment WHERE reference = ?",
                        row -> new Promise(gift, row.getString(1), row.getString(2)),
                        UUID.fromString(gift))
                .orElseThrow();
    }

    static String mail() {
        return "bank" + Camt.word().replaceAll("[0-9]", "x") + "@example.org";
    }

    /** State and reason of what a file told, in its order. */
    List<String> states(String file) {
        return sql.read(
                "SELECT state || coalesce(' ' || reason, '') FROM bank_movement WHERE file_id = ?"
                        + " ORDER BY position",
                row -> row.getString(1),
                UUID.fromString(file));
    }

    List<UUID> movements(String file) {
        return sql.read(
                "SELECT id FROM bank_movement WHERE file_id = ? ORDER BY position",
                row -> Sql.id(row, "id"),
                UUID.fromString(file));
    }

    String status(String gift) {
        return sql.one(
                        "SELECT status FROM donation WHERE id = ?",
                        row -> row.getString(1),
                        UUID.fromString(gift))
                .orElseThrow();
    }

    long count(String what, Object... values) {
        return sql.one("SELECT count(*) FROM " + what, row -> row.getLong(1), values).orElseThrow();
    }

    static Response decide(UUID entry, String key, Map<String, ?> wish) {
        return clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish)
                .post(ENTRIES + "/" + entry + "/assignment");
    }

    static Response decide(UUID entry, Map<String, ?> wish) {
        return decide(entry, "bank-" + UUID.randomUUID(), wish);
    }

    List<String> broken() {
        return selfCheck.run().invariants().stream()
                .filter(it -> List.of("I1", "I3", "I5", "I21").contains(it.id()))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }
}
