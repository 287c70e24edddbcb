package org.almoner.export;

import static org.almoner.export.ExportCalls.ask;
import static org.almoner.export.ExportCalls.clerk;
import static org.almoner.export.ExportCalls.file;
import static org.almoner.export.ExportCalls.repeat;
import static org.almoner.export.ExportCalls.sha256;
import static org.almoner.export.ExportCalls.table;
import static org.almoner.export.ExportCalls.wish;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.reconciliation.MovementsKept;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.tax.GiftsOfAYear;
import org.almoner.tax.IssuedStatements;
import org.junit.jupiter.api.Test;

/** Exports, asked for and taken away over HTTP, made as a node makes them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportsTest {

    @Inject GiftsOfAYear gifts;
    @Inject TakenBack takenBack;
    @Inject IssuedStatements statements;
    @Inject MakeExports make;
    @Inject SelfCheck selfCheck;
    @Inject Event<MovementsKept> kept;

    private String made(Map<String, Object> wish) {
        String number = ask(wish);
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"));
        return number;
    }

    private long count(String query, Object... values) {
        return gifts.count(query, values);
    }

    private UUID gift(String name, long minor, String at) {
        return gifts.gift(gifts.donor("DE", "Anna", name), "DE", "EUR", minor, at);
    }

    @Test
    void gifts_of_a_span_of_days_at_the_office() {
        gift("Davor", 100, "1990-12-31T22:59:59Z");
        UUID first = gift("=1+1", 2_550, "1990-12-31T23:00:00Z");
        UUID last = gift("Möller", 1_000, "1991-12-31T22:59:59Z");
        gift("Danach", 100, "1991-12-31T23:00:00Z");
        String number = made(wish("GIFTS", 1991, "CSV"));
        List<NamedCsvRecord> table = table(number);
        assertEquals(
                List.of(first.toString(), last.toString()),
                table.stream().map(it -> it.getField("gift")).toList());
        NamedCsvRecord row = table.get(0);
        assertEquals("Anna =1+1", row.getField("donorName"));
        assertEquals("1991-01-01", row.getField("settledOn"));
        assertEquals("25.50", row.getField("amount"));
        assertEquals("EUR", row.getField("currency"));
        assertEquals("DE", row.getField("country"));
        assertEquals("10115", row.getField("postcode"));
        assertTrue(row.getField("receiptNumber").startsWith("DE-19"));
        byte[] file = file(number);
        clerk().get("/v1/staff/exports/" + number + "/manifest")
                .then()
                .statusCode(200)
                .body("rows", equalTo(2))
                .body("bytes", equalTo(file.length))
                .body("sha256", equalTo(sha256(file)))
                .body("totals.find { it.of == 'amount' }.total.minor", equalTo(3_550))
                .body("totals.find { it.of == 'reversed' }.total.minor", equalTo(0))
                .body("columns", hasItems("gift", "statement"))
                .body(
                        "fileUntil",
                        equalTo(
                                LocalDate.now(java.time.ZoneId.of("Europe/Berlin"))
                                        .plusDays(90)
                                        .toString()));
    }

    @Test
    void who_was_erased_has_no_name() {
        UUID donor = gifts.donor("DE", "Edda", "Vergessen");
        gifts.gift(donor, "DE", "EUR", 100, "1980-03-05T10:00:00Z");
        gifts.sql()
                .write(
                        "UPDATE donor SET kind = 'ERASED', erased_at = now(), salutation = NULL,"
                                + " first_name = NULL, last_name = NULL, street = '-', town = '-',"
                                + " house_number = NULL, postcode = NULL,"
                                + " email = 'erased@erased.invalid' WHERE id = ?",
                        donor);
        NamedCsvRecord row = table(made(wish("GIFTS", 1980, "CSV"))).get(0);
        assertEquals("(erased)", row.getField("donorName"));
        assertEquals("", row.getField("postcode"));
    }

    @Test
    void control_totals_are_the_sums_of_the_books_in_each_format() {
        gift("Buch", 12_345, "1989-03-03T10:00:00Z");
        takenBack.wholly(gift("Zurück", 700, "1989-04-04T10:00:00Z"), "1989-05-05T10:00:00Z");
        long debit =
                count(
                        "SELECT sum(debit_minor)::bigint FROM ledger_entry WHERE office = 'DE'"
                                + " AND booked_at BETWEEN '1988-12-31T23:00:00Z' AND '1989-12-31T22:59:59Z'");
        assertEquals(13_745, debit);
        for (String format : List.of("CSV", "XLSX", "JSON_LINES")) {
            String number = made(wish("JOURNAL", 1989, format));
            clerk().get("/v1/staff/exports/" + number)
                    .then()
                    .body("rows", equalTo(6))
                    .body("totals.find { it.of == 'debit' }.total.minor", equalTo((int) debit))
                    .body("totals.find { it.of == 'credit' }.total.minor", equalTo((int) debit))
                    .body("sha256", equalTo(sha256(file(number))))
                    .body("fileUntil", nullValue());
        }
    }

    @Test
    void movements_at_providers_with_their_gifts_and_payouts() {
        UUID gift = gift("Karte", 2_500, "1978-05-05T10:00:00Z");
        UUID payment = UUID.randomUUID();
        gifts.sql()
                .write(
                        "INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor,"
                                + " currency, state, provider_key, provider_key_expires_at, locale, details,"
                                + " opened_at, changed_at, version) VALUES (?, ?, 50, 'DE', 'exported',"
                                + " 'SANDBOX', 2500, 'EUR', 'EXPIRED', ?, now(), 'de', '{}', now(), now(), 1)",
                        payment,
                        gift,
                        payment.toString());
        gifts.sql()
                .write(
                        "INSERT INTO provider_account (provider, office, known_since, not_before)"
                                + " VALUES ('exported', 'DE', now(), now() + interval '100 years')");
        gifts.sql()
                .write(
                        "INSERT INTO provider_movement (id, fee_id, provider, office, reference, kind,"
                                + " payment_told, payment_id, gross_minor, fee_minor, currency, recorded_at,"
                                + " payout, arrives_on, paid_with, kept_at)"
                                + " SELECT gen_random_uuid(), gen_random_uuid(), 'exported', 'DE', n, k, pay, pay,"
                                + " gross, fee, 'EUR', at, payout, arrives, left_with, now() FROM (VALUES"
                                + " ('=x1', 'PAYMENT', ?::uuid, 2500, 60, '1977-12-31T23:00:00Z'::timestamptz,"
                                + " NULL, NULL::date, 'po_1'),"
                                + " ('x2', 'FEE', NULL, -40, 0, '1978-06-01T10:00:00Z', NULL, NULL, NULL),"
                                + " ('x3', 'DISPUTE_WON', NULL, 7, -15, '1978-06-02T10:00:00Z', NULL, NULL, NULL),"
                                + " ('x4', 'PAYOUT', NULL, -2440, 0, '1978-12-31T22:59:59Z', 'po_1', '1979-01-02', NULL),"
                                + " ('x5', 'FEE', NULL, -1, 0, '1978-12-31T23:00:00Z', NULL, NULL, NULL))"
                                + " AS v (n, k, pay, gross, fee, at, payout, arrives, left_with)",
                        payment);
        List<UUID> movements =
                gifts.sql()
                        .read(
                                "SELECT id FROM provider_movement WHERE provider = 'exported'",
                                row -> row.getObject(1, UUID.class));
        QuarkusTransaction.requiringNew().run(() -> kept.fire(new MovementsKept(movements)));
        String number = made(wish("PROVIDER_MOVEMENTS", 1978, "CSV"));
        List<NamedCsvRecord> table = table(number);
        assertEquals(
                List.of(
                        "'=x1 PAYMENT 25.00 0.00 0.60 0.00 po_1 ",
                        "x2 FEE 0.00 0.40 0.00 0.00  ",
                        "x3 DISPUTE_WON 0.07 0.00 0.00 0.15  ",
                        "x4 PAYOUT 0.00 24.40 0.00 0.00 po_1 1979-01-02"),
                table.stream()
                        .map(
                                it ->
                                        String.join(
                                                " ",
                                                it.getField("movement"),
                                                it.getField("kind"),
                                                it.getField("in"),
                                                it.getField("out"),
                                                it.getField("fee"),
                                                it.getField("feeGivenBack"),
                                                it.getField("payout"),
                                                it.getField("arrivesOn")))
                        .toList());
        assertEquals(gift.toString(), table.get(0).getField("gift"));
        assertEquals("1978-01-01", table.get(0).getField("recordedOn"));
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .body("totals.find { it.of == 'in' }.total.minor", equalTo(2_507))
                .body("totals.find { it.of == 'out' }.total.minor", equalTo(2_480))
                .body("totals.find { it.of == 'fee' }.total.minor", equalTo(60))
                .body("totals.find { it.of == 'feeGivenBack' }.total.minor", equalTo(15));
        repeat(number).body("equal", equalTo(true));
    }

    @Test
    void statements_and_consents() {
        String number = statements.of(gifts.donor("DE", "Ilse", "Register"), 2021).number();
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Berlin"));
        String register = made(today("STATEMENT_REGISTER", today));
        NamedCsvRecord row =
                table(register).stream()
                        .filter(it -> it.getField("number").equals(number))
                        .findFirst()
                        .orElseThrow();
        assertEquals("25.00", row.getField("received"));
        assertEquals("0.00", row.getField("inReturn"));
        assertEquals("25.00", row.getField("total"));
        assertEquals("25.00", row.getField("standing"));
        clerk().get("/v1/staff/exports/" + register)
                .then()
                .body("totals.of", hasItems("received", "inReturn", "total", "standing"))
                .body(
                        "totals.find { it.of == 'inReturn' }.total.minor",
                        equalTo(
                                (int)
                                        count(
                                                "SELECT coalesce(sum(l.benefit_minor), 0)::bigint"
                                                        + " FROM tax_statement_line l JOIN"
                                                        + " tax_statement s ON s.id = l.statement_id"
                                                        + " WHERE s.office = 'DE'")));
        assertEquals(64, row.getField("sha256").length());
        String consents = made(today("CONSENTS", today));
        assertEquals(
                count(
                        "SELECT count(*) FROM consent_event WHERE office = 'DE' AND occurred_at >= ?",
                        today.atStartOfDay(java.time.ZoneId.of("Europe/Berlin")).toInstant()),
                table(consents).size());
    }

    private static Map<String, Object> today(String kind, LocalDate day) {
        return Map.of(
                "kind",
                kind,
                "office",
                "DE",
                "from",
                day.toString(),
                "to",
                day.toString(),
                "format",
                "CSV");
    }

    @Test
    void one_key_is_one_number() {
        String key = UUID.randomUUID().toString();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(
                    clerk().contentType(ContentType.JSON)
                            .header("Idempotency-Key", key)
                            .body(wish("JOURNAL", 1974, "CSV"))
                            .post("/v1/staff/exports")
                            .then()
                            .statusCode(201)
                            .extract()
                            .asString());
        }
        assertEquals(answers.get(0), answers.get(1));
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish("JOURNAL", 1972, "XLSX"))
                .post("/v1/staff/exports")
                .then()
                .statusCode(422);
    }

    private static void refused(Map<String, Object> change, String pointer) {
        Map<String, Object> wish = new java.util.HashMap<>(wish("GIFTS", 1999, "CSV"));
        wish.putAll(change);
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/exports")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem(pointer));
    }

    @Test
    void bad_input_is_told_by_its_field() {
        refused(Map.of("to", "1998-12-31"), "/to");
        refused(Map.of("to", "2999-12-31"), "/to");
        refused(Map.of("from", "1969-12-31"), "/from");
        refused(Map.of("onlyNew", true), "/onlyNew");
        refused(Map.of("kind", "EVERYTHING"), "/kind");
        refused(Map.of("format", "PDF"), "/format");
        refused(Map.of("from", "yesterday"), "/from");
    }

    @Test
    void other_offices_see_and_get_nothing() {
        String number = made(wish("JOURNAL", 1970, "CSV"));
        RequestSpecification stranger = TestStaff.as("finance", "GB");
        for (String path : List.of("", "/file", "/manifest")) {
            TestStaff.as("finance", "GB")
                    .get("/v1/staff/exports/" + number + path)
                    .then()
                    .statusCode(404);
        }
        stranger.post("/v1/staff/exports/" + number + "/repetition").then().statusCode(404);
        TestStaff.as("finance", "GB")
                .get("/v1/staff/exports?office=DE")
                .then()
                .statusCode(200)
                .body("items", empty());
        for (String office : List.of("DE", "ZZ")) {
            Map<String, Object> wish = new java.util.HashMap<>(wish("GIFTS", 1999, "CSV"));
            wish.put("office", office);
            TestStaff.as("finance", office.equals("ZZ") ? "*" : "GB")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(wish)
                    .post("/v1/staff/exports")
                    .then()
                    .statusCode(404);
        }
        clerk().get("/v1/staff/exports?office=DE&limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        clerk().get("/v1/staff/exports/DE-X-1970-999999").then().statusCode(404);
        clerk().get("/v1/staff/exports/nothing").then().statusCode(404);
        TestStaff.as("office", "DE").get("/v1/staff/exports").then().statusCode(403);
    }

    @Test
    void everything_is_on_the_trail_and_the_data_hold_together() {
        String number = made(wish("JOURNAL", 1973, "CSV"));
        clerk().get("/v1/staff/exports/" + number + "/file").then().statusCode(200);
        repeat(number);
        for (String action : List.of("export.asked-for", "export.file-taken", "export.repeated")) {
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM audit_entry WHERE action = ? AND object = ?",
                            action,
                            "export/" + number));
        }
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I1", "I3", "I5", "I16", "I17").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }
}
