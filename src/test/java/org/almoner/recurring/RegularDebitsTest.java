package org.almoner.recurring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.outbox.RelayByHand;
import org.almoner.sql.Sql;
import org.almoner.time.BusinessCalendar;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** Regular gifts by direct debit: the donor's own day is kept, and what is mailed names it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(RecurringProfile.class)
class RegularDebitsTest {

    /** By the settings as they are shipped. */
    private static final int ASKED_BEFORE = 7;

    @Inject MovableClock clock;
    @Inject CollectDueGifts collect;
    @Inject KeepRecurringGifts keep;
    @Inject RecurringGiftHistory history;
    @Inject RelayByHand relay;
    @Inject Sql sql;

    /** A day of a month that no test has used yet. */
    private LocalDate next(int day) {
        return clock.today().plusMonths(2).withDayOfMonth(day);
    }

    @Test
    void a_debit_is_asked_for_ahead_and_falls_on_the_donors_day_or_the_next_of_the_banks() {
        LocalDate start = next(15);
        clock.goTo(start.minusDays(20));
        RecurringGiftId gift = agreed(15, start);
        assertEquals(start, history.instalment(gift, 1).orElseThrow().collectOn());

        clock.goTo(start.minusDays(ASKED_BEFORE + 1));
        collect.run();
        assertEquals(List.of(), debits(gift), "nothing is asked for yet");

        clock.goTo(start.minusDays(ASKED_BEFORE));
        collect.run();
        assertEquals(List.of(BusinessCalendar.targetDayOnOrAfter(start)), debits(gift));
        InstalmentView second = history.instalment(gift, 2).orElseThrow();
        assertEquals(start.plusMonths(1), second.collectOn());

        clock.goTo(start);
        collect.run();
        assertEquals(1, debits(gift).size(), "the day itself brings no other one");
        clock.goTo(start.plusMonths(1).minusDays(ASKED_BEFORE));
        collect.run();
        assertEquals(2, debits(gift).size());
    }

    @Test
    void who_begins_today_is_told_the_day_on_which_the_first_debit_is_possible() {
        LocalDate today = next(10);
        clock.goTo(today);
        RecurringGiftId gift = agreed(10, today);
        LocalDate first = today.plusDays(ASKED_BEFORE);
        InstalmentView instalment = history.instalment(gift, 1).orElseThrow();
        assertEquals(today, instalment.dueOn());
        assertEquals(first, instalment.collectOn());
        collect.run();
        assertEquals(List.of(BusinessCalendar.targetDayOnOrAfter(first)), debits(gift));
    }

    @Test
    void the_welcome_names_the_creditor_and_the_mandate() {
        LocalDate start = next(20);
        clock.goTo(start.minusDays(15));
        RecurringGiftId gift = agreed(20, start);
        List<String> told =
                sql.read(
                        """
                        SELECT concat_ws(' ', l.kind, l.snapshot -> 'next' ->> 0,
                                   l.snapshot -> 'terms' -> 'paying' ->> 'creditor' = m.creditor_identifier,
                                   l.snapshot -> 'terms' -> 'paying' ->> 'mandate' = m.reference) AS told
                          FROM recurring_gift_letter l
                          JOIN recurring_gift g ON g.id = l.recurring_gift_id
                          JOIN sepa_mandate m ON m.saved_as = g.saved_method_id
                         WHERE g.id = ?""",
                        row -> row.getString("told"),
                        gift.value());
        assertEquals(List.of("STARTED " + start + " t t"), told);
    }

    /** The days on which the account is debited for the gift. */
    private List<LocalDate> debits(RecurringGiftId gift) {
        return sql.read(
                """
                SELECT c.due_on FROM sepa_collection c
                  JOIN payment p ON p.id = c.payment_id
                  JOIN instalment i ON i.donation_id = p.reference
                 WHERE i.recurring_gift_id = ? ORDER BY c.due_on""",
                row -> Sql.day(row, "due_on"),
                gift.value());
    }

    /** Made by the wizard, saved, welcomed. */
    private RecurringGiftId agreed(int day, LocalDate start) {
        LocalDate soonest = clock.today().plusDays(ASKED_BEFORE);
        LocalDate firstDebit = start.isBefore(soonest) ? soonest : start;
        JsonPath draft =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "country", "DE",
                                        "locale", "de",
                                        "amount", Map.of("minor", 2500, "currency", "EUR"),
                                        "cadence", "MONTHLY",
                                        "recurring",
                                                Map.of(
                                                        "collectionDay",
                                                        day,
                                                        "startOn",
                                                        start.toString())))
                        .post("/v1/gift-drafts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        String id = draft.getString("id");
        RequestSpecification call =
                given().contentType(ContentType.JSON)
                        .header("Draft-Token", draft.getString("draftToken"));
        put(call, id, "donor", donor());
        put(call, id, "payment-method", debit());
        given().spec(call)
                .header("Idempotency-Key", "regular-debit-" + id)
                .body(Map.of())
                .post("/v1/gift-drafts/" + id + "/completion")
                .then()
                .statusCode(201)
                .body("firstInstalment.collectOn", equalTo(firstDebit.toString()));
        keep.run();
        UUID gift =
                sql.one(
                                "SELECT id FROM recurring_gift WHERE draft_id = ?",
                                row -> Sql.id(row, "id"),
                                UUID.fromString(id))
                        .orElseThrow();
        welcomed(gift);
        return new RecurringGiftId(gift);
    }

    /** Until the welcome has left, which is the announcement. */
    private void welcomed(UUID gift) {
        long patience = System.nanoTime() + 30_000_000_000L;
        while (sql.one(
                        "SELECT id FROM recurring_gift_letter WHERE recurring_gift_id = ?"
                                + " AND kind = 'STARTED' AND sent_at IS NOT NULL",
                        row -> Sql.id(row, "id"),
                        gift)
                .isEmpty()) {
            assertTrue(System.nanoTime() < patience, "the welcome did not leave");
            relay.work();
        }
    }

    private static void put(
            RequestSpecification call, String draft, String step, Map<String, ?> body) {
        given().spec(call)
                .body(body)
                .put("/v1/gift-drafts/" + draft + "/" + step)
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> debit() {
        JsonPath options = options();
        int version =
                options.getInt("methods.find { it.method == 'SEPA_DIRECT_DEBIT' }.mandate.version");
        String text =
                options.getString(
                        "methods.find { it.method == 'SEPA_DIRECT_DEBIT' }.mandate.textId");
        assertFalse(text.isBlank());
        return Map.of(
                "method", "SEPA_DIRECT_DEBIT",
                "iban", "DE89370400440532013000",
                "accountHolder", "Jörg Müller-Beispiel",
                "mandate", Map.of("textId", text, "version", version, "agreed", true));
    }

    private static JsonPath options() {
        return given().queryParam("country", "DE")
                .queryParam("locale", "de")
                .get("/v1/giving-options")
                .jsonPath();
    }

    private static Map<String, Object> donor() {
        List<Map<String, Object>> answers = new ArrayList<>();
        options()
                .<Map<String, Object>>getList("consents")
                .forEach(
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
