package org.almoner.reconciliation;

import static org.almoner.reconciliation.ProviderBooks.name;
import static org.almoner.reconciliation.ProviderBooks.payout;
import static org.almoner.reconciliation.ProviderBooks.today;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.bank.StatementsByHand;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payouts are found on statements that the bank sends, and on nothing that is merely alike. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PayoutsOnStatementsTest {

    private final ProviderBooks books;
    private final ScriptedProvider provider;
    private final StatementsByHand statements;

    PayoutsOnStatementsTest(
            ProviderBooks books, ScriptedProvider provider, StatementsByHand statements) {
        this.books = books;
        this.provider = provider;
        this.statements = statements;
    }

    @BeforeEach
    void anAccount() {
        books.begin();
    }

    @AfterEach
    void noAccount() {
        provider.forget();
    }

    /** An amount that no other test has. */
    private static long some() {
        return ThreadLocalRandom.current().nextLong(1_000_000, 900_000_000);
    }

    private List<String> worked(PayoutStatement statement) {
        String file = statement.bring();
        statements.work();
        return states(file);
    }

    private List<String> states(String file) {
        return books.sql()
                .read(
                        "SELECT state || coalesce(' ' || reason, '') FROM bank_movement WHERE file_id = ?"
                                + " ORDER BY position",
                        row -> row.getString(1),
                        UUID.fromString(file));
    }

    private String arrival(String payout) {
        return books.sql()
                .one(
                        "SELECT coalesce((SELECT string_agg(l.account || ' ' || l.debit_minor || ' ' ||"
                                + " l.credit_minor, ', ' ORDER BY leg) FROM ledger_entry l"
                                + " WHERE l.cause_type = 'PAYOUT_ARRIVED' AND l.cause_id = o.arrival_id), '')"
                                + " FROM provider_payout o WHERE payout = ?",
                        row -> row.getString(1),
                        payout)
                .orElseThrow();
    }

    private String underway(long minor) {
        String payout = name("po");
        books.told(payout(Kind.PAYOUT, payout, -minor));
        return payout;
    }

    @Test
    void a_payout_that_the_text_names_is_booked_at_the_bank_once() {
        long minor = some();
        String payout = underway(minor);
        PayoutStatement statement =
                new PayoutStatement()
                        .line(
                                today(),
                                minor,
                                "Whoever Ltd",
                                payout.toUpperCase(java.util.Locale.ROOT).replace('_', ' '));
        assertEquals(List.of("MATCHED"), worked(statement));
        assertEquals("BANK %1$d 0, PAYOUTS-UNDERWAY 0 %1$d".formatted(minor), arrival(payout));
        assertEquals(
                List.of("WAITING booked_already"),
                worked(new PayoutStatement().line(today(), minor, "Whoever Ltd", payout)));
        assertEquals("BANK %1$d 0, PAYOUTS-UNDERWAY 0 %1$d".formatted(minor), arrival(payout));
        assertEquals(List.of(), books.broken());
    }

    @Test
    void the_provider_s_name_is_enough_where_one_payout_only_has_the_amount() {
        long minor = some();
        String payout = underway(minor);
        assertEquals(
                List.of("MATCHED"),
                worked(
                        new PayoutStatement()
                                .line(
                                        today().plusDays(5),
                                        minor,
                                        "SCRIPTED Payments Europe",
                                        "/")));
        assertEquals("BANK", arrival(payout).substring(0, 4));
    }

    @Test
    void neither_another_amount_nor_another_day_nor_a_stranger_s_transfer_is_a_payout() {
        long minor = some();
        String payout = underway(minor);
        assertEquals(
                List.of(
                        "WAITING no_reference",
                        "WAITING no_reference",
                        "WAITING no_reference",
                        "WAITING payout_possible"),
                worked(
                        new PayoutStatement()
                                .line(today(), minor + 1, "Scripted", payout)
                                .line(today().plusDays(6), minor, "Scripted", payout)
                                .line(today().minusDays(6), minor, "Scripted", payout)
                                .line(today(), minor, "Erika Beispiel", "Spende, Scripted")));
        assertEquals("", arrival(payout));
    }

    @Test
    void of_two_payouts_over_one_amount_the_named_one_is_meant_and_otherwise_a_person_decides() {
        long minor = some();
        String first = underway(minor);
        String second = underway(minor);
        assertEquals(
                List.of("WAITING payout_ambiguous"),
                worked(new PayoutStatement().line(today(), minor, "Scripted", "payout")));
        assertEquals(
                List.of("MATCHED", "MATCHED"),
                worked(
                        new PayoutStatement()
                                .line(today(), minor, "Scripted", second)
                                .line(today(), minor, "Scripted", "and the other one")));
        assertEquals("BANK", arrival(first).substring(0, 4));
        assertEquals("BANK", arrival(second).substring(0, 4));
    }

    private static Response decide(UUID entry, String payout) {
        return TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "payout-" + UUID.randomUUID())
                .body(Map.of("payout", payout))
                .post("/v1/staff/unmatched-entries/" + entry + "/assignment");
    }

    private UUID one(String sql, Object value) {
        return books.sql().one(sql, row -> row.getObject(1, UUID.class), value).orElseThrow();
    }

    @Test
    void a_person_says_which_payout_a_line_is_once_and_only_where_the_amount_is_the_same() {
        long minor = some();
        String payout = underway(minor);
        String other = underway(minor + 1);
        UUID id = one("SELECT id FROM provider_payout WHERE payout = ?", payout);
        UUID otherId = one("SELECT id FROM provider_payout WHERE payout = ?", other);
        String file =
                new PayoutStatement()
                        .line(today(), minor, "Erika", "Spende")
                        .line(today(), minor, "Erika", "noch eine")
                        .bring();
        statements.work();
        assertEquals(List.of("WAITING payout_possible", "WAITING payout_possible"), states(file));
        List<UUID> lines =
                books.sql()
                        .read(
                                "SELECT id FROM bank_movement WHERE file_id = ? ORDER BY position",
                                row -> row.getObject(1, UUID.class),
                                UUID.fromString(file));
        TestStaff.as("finance", "DE")
                .get("/v1/staff/unmatched-entries/" + lines.get(0))
                .then()
                .statusCode(200)
                .body("payouts.id", equalTo(List.of(id.toString())))
                .body("payouts[0].payout", equalTo(payout));
        decide(lines.get(0), otherId.toString())
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/payout"))
                .body("violations[0].code", equalTo("other_amount"));
        decide(lines.get(0), UUID.randomUUID().toString())
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("unknown_payout"));
        assertEquals("", arrival(payout));
        decide(lines.get(0), id.toString())
                .then()
                .statusCode(201)
                .body("state", equalTo("ASSIGNED"));
        assertEquals("BANK %1$d 0, PAYOUTS-UNDERWAY 0 %1$d".formatted(minor), arrival(payout));
        decide(lines.get(0), id.toString()).then().statusCode(409);
        decide(lines.get(1), id.toString())
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("booked_already"));
        assertEquals(
                1,
                books.count(
                        "audit_entry WHERE action = 'unmatched-entry.named-as-payout' AND reason = ?",
                        "payout/" + id));
        assertEquals(List.of(), books.broken());
    }

    @Test
    void a_payout_that_came_back_cannot_be_what_arrived() {
        long minor = some();
        String payout = underway(minor);
        String file = new PayoutStatement().line(today(), minor, "Erika", "Spende").bring();
        statements.work();
        books.told(payout(Kind.PAYOUT_FAILED, payout, minor));
        decide(
                        one(
                                "SELECT id FROM bank_movement WHERE file_id = ?",
                                UUID.fromString(file)),
                        one("SELECT id FROM provider_payout WHERE payout = ?", payout).toString())
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("payout_failed"));
    }

    @Test
    void a_payout_that_came_back_does_not_arrive() {
        long minor = some();
        String payout = underway(minor);
        books.told(payout(Kind.PAYOUT_FAILED, payout, minor));
        assertEquals(
                List.of("WAITING no_reference"),
                worked(new PayoutStatement().line(today(), minor, "Scripted", payout)));
    }

    @Test
    void a_bank_that_is_faster_than_the_provider_s_list_is_heard_again() {
        long minor = some();
        String payout = name("po");
        String file = new PayoutStatement().line(today(), minor, "Scripted", payout).bring();
        statements.work();
        assertEquals(List.of("WAITING no_reference"), states(file));
        BalanceMovement told = payout(Kind.PAYOUT, payout, -minor);
        books.told(told);
        statements.work();
        assertEquals(List.of("MATCHED"), states(file));
        assertEquals("BANK", arrival(payout).substring(0, 4));
        assertEquals(0, books.count("bank_movement WHERE hear_again"));
    }

    @Test
    void a_payout_is_not_found_by_a_name_that_is_in_every_text() {
        assertEquals(false, new PayoutWords("PO1SPENDE", "").name("po_1"));
        assertEquals(true, new PayoutWords("XPO123X", "").name("po_123"));
        assertEquals(false, new PayoutWords("XPO12X", "").name("po_12"));
    }

    @Test
    void a_provider_is_known_by_whose_account_it_is_and_by_the_text_only_where_nobody_is_named() {
        assertEquals(true, new PayoutWords("STRIPEEUROPE", "STRIPEEUROPE").isPaidBy("stripe"));
        assertEquals(false, new PayoutWords("ERIKASTRIPE", "ERIKA").isPaidBy("stripe"));
        assertEquals(true, new PayoutWords("STRIPEPAYOUT", "").isPaidBy("stripe"));
    }
}
