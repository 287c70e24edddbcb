package org.almoner.reconciliation;

import static org.almoner.reconciliation.ProviderBooks.about;
import static org.almoner.reconciliation.ProviderBooks.lately;
import static org.almoner.reconciliation.ProviderBooks.movement;
import static org.almoner.reconciliation.ProviderBooks.name;
import static org.almoner.reconciliation.ProviderBooks.payout;
import static org.almoner.reconciliation.ProviderBooks.today;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.bank.StatementsByHand;
import org.almoner.money.Money;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ProviderReport.Dispute;
import org.almoner.payment.ProviderReport.Reversal;
import org.almoner.payment.ReversalKind;
import org.almoner.payment.ScriptedPayments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day at the German office, over HTTP: sums add up, and whatever does not agree has a name. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DayReportTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Money GIFT = Money.of(2500, "EUR");
    private static final String DAY = "/v1/staff/reconciliation";
    private static final String DIFFERENCES = DAY + "/differences";

    private final ProviderBooks books;
    private final ScriptedProvider provider;
    private final ScriptedPayments payments;
    private final StatementsByHand statements;

    DayReportTest(
            ProviderBooks books,
            ScriptedProvider provider,
            ScriptedPayments payments,
            StatementsByHand statements) {
        this.books = books;
        this.provider = provider;
        this.payments = payments;
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

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE").queryParam("office", "DE");
    }

    private static LocalDate day(Instant at) {
        return at.atZone(BERLIN).toLocalDate();
    }

    private static JsonPath report(LocalDate day) {
        return clerk().queryParam("day", day.toString())
                .get(DAY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The scripted provider's line in euros. */
    private static Map<String, Object> scripted(LocalDate day) {
        Map<String, Object> line =
                report(day)
                        .getMap(
                                "providers.find { it.provider == 'scripted' && it.currency == 'EUR' }");
        return line == null ? Map.of() : line;
    }

    private static long of(Map<String, Object> line, String field) {
        return line.containsKey(field) ? ((Number) line.get(field)).longValue() : 0;
    }

    private static Map<String, Object> only(DifferenceKind kind, UUID id, LocalDate day) {
        return clerk().queryParam("day", day.toString())
                .queryParam("kind", kind.name())
                .queryParam("limit", 100)
                .get(DIFFERENCES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items.find { it.id == '" + id + "' }");
    }

    private UUID idOf(BalanceMovement movement) {
        return books.sql()
                .one(
                        "SELECT id FROM provider_movement WHERE reference = ?",
                        row -> row.getObject(1, UUID.class),
                        movement.reference())
                .orElseThrow();
    }

    @Test
    void a_day_adds_up_by_kinds_and_agrees_with_the_ledger_and_the_bank() {
        LocalDate day = day(lately());
        Map<String, Object> before = scripted(day);
        long arrived = arrivals(report(today()));
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        ScriptedPayments.Gift doubted = payments.settled(GIFT);
        payments.tell(
                gift.report(
                        List.of(
                                new Reversal(
                                        name("re"), ReversalKind.REFUND, Money.of(500, "EUR"))),
                        List.of()));
        long minor = ThreadLocalRandom.current().nextLong(1_000_000, 900_000_000);
        String payout = name("po");
        books.told(
                about(Kind.PAYMENT, gift.payment(), 2500, 60),
                about(Kind.PAYMENT, doubted.payment(), 2500, 60),
                about(Kind.REFUND, gift.payment(), -500, 0),
                about(Kind.FEE, null, -40, 0),
                about(Kind.DISPUTE, doubted.payment(), -2500, 1500),
                payout(Kind.PAYOUT, payout, -minor),
                about(Kind.OTHER, null, 7, 0));
        new PayoutStatement().line(today(), minor, "Scripted", payout).bring();
        statements.work();
        Map<String, Object> after = scripted(day);
        Map<String, Long> changes = new HashMap<>();
        for (String field :
                List.of(
                        "paidIn",
                        "refunded",
                        "fees",
                        "disputed",
                        "paidOut",
                        "other",
                        "movements")) {
            changes.put(field, of(after, field) - of(before, field));
        }
        assertEquals(
                Map.of(
                        "paidIn", 5000L,
                        "refunded", -500L,
                        "fees", -1660L,
                        "disputed", -2500L,
                        "paidOut", -minor,
                        "other", 7L,
                        "movements", 7L),
                changes);
        assertEquals(
                of(after, "opening")
                        + of(after, "paidIn")
                        + of(after, "refunded")
                        + of(after, "fees")
                        + of(after, "disputed")
                        + of(after, "paidOut")
                        + of(after, "other"),
                of(after, "closing"));
        assertEquals(
                7,
                of(after, "difference") - of(before, "difference"),
                "what nobody can book is what the ledger lacks");
        assertEquals(false, after.get("complete"));
        assertEquals(minor, arrivals(report(today())) - arrived);
        JsonPath whole = report(day);
        for (Map<String, Object> line : whole.<Map<String, Object>>getList("ledger")) {
            assertEquals(
                    of(line, "opening") + of(line, "debits") - of(line, "credits"),
                    of(line, "closing"));
        }
        assertEquals("Europe/Berlin", whole.getString("zone"));
        assertTrue(whole.getLong("ledger.find { it.account == 'DISPUTES-HELD' }.debits") >= 2500);
    }

    private static long arrivals(JsonPath report) {
        Map<String, Object> line =
                report.getMap("bank.find { it.kind == 'PAYOUTS' && it.currency == 'EUR' }");
        return line == null ? 0 : of(line, "credits");
    }

    @Test
    void a_movement_that_does_not_fit_its_payment_is_named_with_what_was_told_and_booked() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        ScriptedPayments.Gift pledge = payments.pledged(GIFT);
        ScriptedPayments.Gift dollars = payments.settled(Money.of(2500, "USD"));
        Map<DifferenceKind, BalanceMovement> planted = new HashMap<>();
        planted.put(
                DifferenceKind.UNKNOWN_PAYMENT,
                about(Kind.PAYMENT, new PaymentId(UUID.randomUUID()), 700, 0));
        planted.put(DifferenceKind.NOT_RECEIVED, about(Kind.PAYMENT, pledge.payment(), 2500, 0));
        planted.put(DifferenceKind.OTHER_AMOUNT, about(Kind.PAYMENT, gift.payment(), 2499, 0));
        planted.put(
                DifferenceKind.OTHER_CURRENCY,
                movement(Kind.PAYMENT, dollars.payment(), 2312, 60, "EUR"));
        planted.put(DifferenceKind.REFUND_FAILED, about(Kind.REFUND_FAILED, gift.payment(), 1, 0));
        planted.put(DifferenceKind.OTHER, about(Kind.OTHER, null, -5, 0));
        BalanceMovement told = about(Kind.FEE, null, -9, 0);
        planted.put(DifferenceKind.TOLD_OTHERWISE, told);
        BalanceMovement well = about(Kind.PAYMENT, payments.settled(GIFT).payment(), 2500, 0);
        books.told(planted.values().toArray(BalanceMovement[]::new));
        provider.movements.remove(told);
        books.told(
                well,
                new BalanceMovement(
                        told.reference(),
                        Kind.FEE,
                        null,
                        -8,
                        0,
                        Currency.getInstance("EUR"),
                        told.at(),
                        null,
                        null));
        LocalDate day = day(lately());
        planted.forEach(
                (kind, movement) ->
                        assertEquals(
                                movement.reference(),
                                only(kind, idOf(movement), day).get("movement"),
                                kind.name()));
        Map<String, Object> amounts =
                only(
                        DifferenceKind.OTHER_AMOUNT,
                        idOf(planted.get(DifferenceKind.OTHER_AMOUNT)),
                        day);
        assertEquals(2499, amounts.get("told"));
        assertEquals(2500, amounts.get("booked"));
        assertEquals(gift.id().toString(), amounts.get("gift"));
        Map<String, Object> currencies =
                only(
                        DifferenceKind.OTHER_CURRENCY,
                        idOf(planted.get(DifferenceKind.OTHER_CURRENCY)),
                        day);
        assertEquals("EUR", currencies.get("currency"));
        assertEquals("USD", currencies.get("bookedCurrency"));
        for (DifferenceKind kind : DifferenceKind.values()) {
            assertEquals(null, only(kind, idOf(well), day), "of what agrees nothing is said");
        }
        assertTrue(
                report(day)
                        .getList("differences.kind")
                        .containsAll(planted.keySet().stream().map(Enum::name).toList()));
    }

    @Test
    void a_gift_the_provider_does_not_tell_of_is_named_once_it_was_read_beyond_it() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        LocalDate day = day(Instant.now());
        UUID payment = gift.payment().value();
        assertEquals(null, only(DifferenceKind.NOT_TOLD, payment, day), "not read so far");
        books.readBeyondNow();
        assertEquals(2500, only(DifferenceKind.NOT_TOLD, payment, day).get("booked"));
        books.told(about(Kind.PAYMENT, gift.payment(), 2500, 0));
        books.readBeyondNow();
        assertEquals(null, only(DifferenceKind.NOT_TOLD, payment, day));
    }

    @Test
    void refunds_that_differ_are_named_until_they_agree() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        UUID payment = gift.payment().value();
        books.told(about(Kind.REFUND, gift.payment(), -500, 0));
        LocalDate day = day(lately());
        Map<String, Object> found = only(DifferenceKind.REFUNDS_DIFFER, payment, day);
        assertEquals(List.of(-500, 0), List.of(found.get("told"), found.get("booked")));
        payments.tell(
                gift.report(
                        List.of(
                                new Reversal(
                                        name("re"), ReversalKind.REFUND, Money.of(500, "EUR"))),
                        List.of()));
        books.readBeyondNow();
        assertEquals(null, only(DifferenceKind.REFUNDS_DIFFER, payment, day));
        String dispute = name("dp");
        payments.tell(
                gift.report(
                        List.of(
                                new Reversal(name("rt"), ReversalKind.RETURN, Money.of(300, "EUR")),
                                new Reversal(dispute, ReversalKind.RETURN, Money.of(200, "EUR"))),
                        List.of(new Dispute(dispute, true))));
        books.readBeyondNow();
        assertEquals(-800, only(DifferenceKind.REFUNDS_DIFFER, payment, day).get("booked"));
        books.told(about(Kind.REFUND, gift.payment(), -300, 0));
        books.readBeyondNow();
        assertEquals(null, only(DifferenceKind.REFUNDS_DIFFER, payment, day));
    }

    @Test
    void held_money_is_named_when_nobody_doubts_the_payment_any_more() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        UUID payment = gift.payment().value();
        String dispute = name("dp");
        payments.tell(gift.report(List.of(), List.of(new Dispute(dispute, false))));
        books.told(about(Kind.DISPUTE, gift.payment(), -2500, 0));
        LocalDate day = day(lately());
        books.readBeyondNow();
        assertEquals(null, only(DifferenceKind.HELD_DIFFERS, payment, day), "it is open");
        payments.tell(gift.report(List.of(), List.of(new Dispute(dispute, true))));
        assertEquals(2500, only(DifferenceKind.HELD_DIFFERS, payment, day).get("booked"));
        books.told(about(Kind.DISPUTE_WON, gift.payment(), 2500, 0));
        books.readBeyondNow();
        assertEquals(null, only(DifferenceKind.HELD_DIFFERS, payment, day));
    }

    @Test
    void a_payout_is_missing_on_the_sixth_day_after_its_day_and_not_on_the_fifth() {
        String late = name("po");
        String failed = name("po");
        List<BalanceMovement> out = new ArrayList<>();
        for (int days : List.of(5, 6)) {
            out.add(
                    new BalanceMovement(
                            name("txn"),
                            Kind.PAYOUT,
                            null,
                            -100 - days,
                            0,
                            Currency.getInstance("EUR"),
                            lately(),
                            late + days,
                            day(Instant.now()).minusDays(days)));
        }
        BalanceMovement back = payout(Kind.PAYOUT, failed, -99);
        out.add(back);
        books.told(out.toArray(BalanceMovement[]::new));
        LocalDate now = day(Instant.now());
        assertEquals(null, only(DifferenceKind.PAYOUT_MISSING, idOf(out.get(0)), now));
        Map<String, Object> missing = only(DifferenceKind.PAYOUT_MISSING, idOf(out.get(1)), now);
        assertEquals(late + 6, missing.get("payout"));
        assertEquals(-106, missing.get("told"));
        assertEquals(null, only(DifferenceKind.PAYOUT_MISSING, idOf(out.get(1)), now.minusDays(1)));
        books.sql()
                .write(
                        "UPDATE provider_payout SET bank_key = ?, bank_day = ?, arrived_at = now(),"
                                + " parts = 'DIFFERS' WHERE payout = ?",
                        failed,
                        now,
                        failed);
        books.told(payout(Kind.PAYOUT_FAILED, failed, 99));
        assertEquals(failed, only(DifferenceKind.PAYOUT_TWICE, idOf(back), now).get("payout"));
        assertEquals(
                failed, only(DifferenceKind.PAYOUT_PARTS, idOf(back), day(lately())).get("payout"));
        books.sql()
                .write(
                        "UPDATE provider_payout SET bank_key = NULL, bank_day = NULL,"
                                + " arrived_at = NULL WHERE payout = ?",
                        failed);
    }

    @Test
    void a_line_that_may_be_a_payout_is_named_until_somebody_decides() {
        long minor = ThreadLocalRandom.current().nextLong(1_000_000, 900_000_000);
        books.told(payout(Kind.PAYOUT, name("po"), -minor));
        String file = new PayoutStatement().line(today(), minor, "Erika", "Spende").bring();
        statements.work();
        UUID line =
                books.sql()
                        .one(
                                "SELECT id FROM bank_movement WHERE file_id = ?",
                                row -> row.getObject(1, UUID.class),
                                UUID.fromString(file))
                        .orElseThrow();
        assertEquals(
                minor,
                ((Number) only(DifferenceKind.PAYOUT_UNCLEAR, line, today()).get("told"))
                        .longValue());
    }

    @Test
    void pages_of_differences_have_each_once_and_nothing_is_missing() {
        List<BalanceMovement> odd = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            odd.add(about(Kind.OTHER, null, 1 + i, 0));
        }
        books.told(odd.toArray(BalanceMovement[]::new));
        LocalDate day = day(lately());
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification call =
                    clerk().queryParam("day", day.toString()).queryParam("limit", 3);
            JsonPath page =
                    (cursor == null ? call : call.queryParam("cursor", cursor))
                            .get(DIFFERENCES)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            page.<Map<String, Object>>getList("items")
                    .forEach(it -> seen.add(it.get("kind") + "/" + it.get("id")));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertEquals(seen.size(), new HashSet<>(seen).size());
        long counted =
                report(day).<Map<String, Object>>getList("differences").stream()
                        .mapToLong(it -> of(it, "differences"))
                        .sum();
        assertEquals(counted, seen.size());
        odd.forEach(it -> assertTrue(seen.contains("OTHER/" + idOf(it))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 2026-11-25, query:office, required",
                "de, 2026-11-25, query:office, not_an_office_code",
                "DE, -, query:day, required",
                "DE, 2026-13-01, query:day, not_a_day",
                "DE, 1999-12-31, query:day, out_of_range",
                "DE, 9998-12-31, query:day, out_of_range",
                "DE, 9999-01-01, query:day, not_a_day"
            })
    void what_is_no_day_of_an_office_is_refused(
            String office, String day, String pointer, String code) {
        for (String path : List.of(DAY, DIFFERENCES)) {
            RequestSpecification call = TestStaff.as("finance", "*");
            if (office != null) {
                call.queryParam("office", office);
            }
            if (day != null) {
                call.queryParam("day", day);
            }
            call.get(path)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem(pointer))
                    .body("violations.code", hasItem(code));
        }
    }

    @Test
    void the_first_day_is_taken_and_a_foreign_office_is_like_none() {
        clerk().queryParam("day", "2000-01-01")
                .get(DAY)
                .then()
                .statusCode(200)
                .body("differences.size()", equalTo(0));
        TestStaff.as("finance", "NL")
                .queryParam("office", "DE")
                .queryParam("day", "2000-01-01")
                .get(DAY)
                .then()
                .statusCode(404);
        clerk().queryParam("day", "2000-01-01")
                .queryParam("kind", "NOTHING")
                .get(DIFFERENCES)
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("query:kind"));
    }

    @Test
    void a_payout_shows_its_gifts_and_fees_to_its_office_only() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        String payout = name("po");
        BalanceMovement paid = about(Kind.PAYMENT, gift.payment(), 2500, 60);
        BalanceMovement fee = about(Kind.FEE, null, -40, 0);
        provider.payouts.put(payout, List.of(paid, fee));
        BalanceMovement out = payout(Kind.PAYOUT, payout, -2400);
        books.told(paid, fee, out);
        clerk().queryParam("limit", 100)
                .get("/v1/staff/payouts")
                .then()
                .statusCode(200)
                .body("items.find { it.payout == '" + payout + "' }.state", equalTo("UNDERWAY"))
                .body("items.find { it.payout == '" + payout + "' }.parts", equalTo("WHOLE"))
                .body("items.find { it.payout == '" + payout + "' }.amount.minor", equalTo(2400));
        String path = "/v1/staff/payouts/" + idOf(out) + "/movements";
        JsonPath first = TestStaff.as("finance", "DE").queryParam("limit", 1).get(path).jsonPath();
        JsonPath second =
                TestStaff.as("finance", "DE")
                        .queryParam("limit", 1)
                        .queryParam("cursor", first.getString("nextCursor"))
                        .get(path)
                        .jsonPath();
        List<Map<String, Object>> both = new ArrayList<>(first.getList("items"));
        both.addAll(second.getList("items"));
        assertEquals(2400, both.stream().mapToLong(it -> of(it, "gross") - of(it, "fee")).sum());
        assertTrue(both.stream().anyMatch(it -> gift.id().toString().equals(it.get("gift"))));
        assertEquals(null, second.getString("nextCursor"));
        TestStaff.as("finance", "NL").get(path).then().statusCode(404);
        TestStaff.as("finance", "NL")
                .get("/v1/staff/payouts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void disputes_are_listed_with_reason_and_day_and_stay_what_they_were_once_they_are_over() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        String lost = name("dp");
        String open = name("dp");
        Instant until = Instant.parse("2026-12-04T23:59:59Z");
        payments.tell(
                gift.report(
                        List.of(),
                        List.of(
                                new Dispute(lost, false),
                                new Dispute(
                                        open, false, Money.of(900, "EUR"), "fraudulent", until))));
        payments.tell(
                gift.report(
                        List.of(new Reversal(lost, ReversalKind.RETURN, Money.of(1600, "EUR"))),
                        List.of(
                                new Dispute(lost, true, Money.of(1600, "EUR"), "Not a code", null),
                                new Dispute(open, false))));
        payments.tell(gift.report(List.of(), List.of(new Dispute(lost, false))));
        String one = "items.find { it.dispute == '%s' }.";
        clerk().queryParam("open", true)
                .queryParam("limit", 100)
                .get("/v1/staff/disputes")
                .then()
                .statusCode(200)
                .body(one.formatted(open) + "reason", equalTo("fraudulent"))
                .body(one.formatted(open) + "answerUntil", equalTo(until.toString()))
                .body(one.formatted(open) + "amount.minor", equalTo(900))
                .body(one.formatted(open) + "state", equalTo("OPEN"))
                .body("items.findAll { it.dispute == '" + lost + "' }.size()", equalTo(0));
        clerk().queryParam("open", false)
                .queryParam("limit", 100)
                .get("/v1/staff/disputes")
                .then()
                .statusCode(200)
                .body(one.formatted(lost) + "state", equalTo("LOST"))
                .body(one.formatted(lost) + "amount.minor", equalTo(1600))
                .body(one.formatted(lost) + "reason", equalTo(null))
                .body(one.formatted(lost) + "gift", equalTo(gift.id().toString()));
        JsonPath first = clerk().queryParam("limit", 1).get("/v1/staff/disputes").jsonPath();
        clerk().queryParam("limit", 1)
                .queryParam("cursor", first.getString("nextCursor"))
                .get("/v1/staff/disputes")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        clerk().queryParam("open", "maybe").get("/v1/staff/disputes").then().statusCode(400);
    }
}
