package org.almoner.payment.sepa;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.InboxByHand;
import org.almoner.payment.ReadsStatusReports;
import org.almoner.problem.DomainProblem;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Direct debits from the gift to the bank and back, over HTTP and by the bank's files. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DirectDebitBatchesTest extends DirectDebitSwitchedOn {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final DebitsByWizard debits;
    private final MakeBatches make;
    private final SettleBlocks settle;
    private final HearAccount account;
    private final ReadStatusReport reports;
    private final InboxByHand inbox;
    private final SelfCheck selfCheck;
    private final Sql sql;

    DirectDebitBatchesTest(
            Installed installed,
            DebitsByWizard debits,
            MakeBatches make,
            SettleBlocks settle,
            HearAccount account,
            ReadStatusReport reports,
            InboxByHand inbox,
            SelfCheck selfCheck,
            Sql sql) {
        super(installed);
        this.debits = debits;
        this.make = make;
        this.settle = settle;
        this.account = account;
        this.reports = reports;
        this.inbox = inbox;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    @AfterEach
    void books_and_bank_agree() {
        inbox.work();
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(
                                it ->
                                        List.of("I1", "I2", "I3", "I5", "I10", "I23")
                                                .contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    private static RequestSpecification keyed() {
        return clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", "batch-" + UUID.randomUUID());
    }

    private static ValidatableResponse ask() {
        return keyed().body(Map.of("office", "DE")).post("/v1/staff/direct-debit-batches").then();
    }

    private String made() {
        String id = ask().statusCode(201).body("state", equalTo("MAKING")).extract().path("id");
        make.run();
        batch(id).body("state", equalTo("MADE"));
        return id;
    }

    private static ValidatableResponse batch(String id) {
        return clerk().get("/v1/staff/direct-debit-batches/" + id).then().statusCode(200);
    }

    private static byte[] file(String id) {
        return clerk().accept("application/xml")
                .get("/v1/staff/direct-debit-batches/" + id + "/file")
                .then()
                .statusCode(200)
                .header("Content-Disposition", startsWith("attachment; filename=\"DE-DD-"))
                .extract()
                .asByteArray();
    }

    private static ValidatableResponse post(String id, String what, Map<String, ?> body) {
        return clerk().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/staff/direct-debit-batches/" + id + "/" + what)
                .then();
    }

    private static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    private Map<String, AccountWord> hear(BankMovement... movements) {
        Map<String, AccountWord> words =
                QuarkusTransaction.requiringNew().call(() -> account.hear(List.of(movements)));
        settle.run();
        inbox.work();
        return words;
    }

    private String collection(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT state || coalesce(' ' || reason, '') AS state FROM sepa_collection"
                                + " WHERE payment_id = ?",
                        row -> row.getString("state"),
                        debit.payment())
                .orElseThrow();
    }

    private String payment(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT state FROM payment WHERE id = ?",
                        row -> row.getString("state"),
                        debit.payment())
                .orElseThrow();
    }

    private String mandate(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT state FROM sepa_mandate WHERE id = ?",
                        row -> row.getString("state"),
                        debit.mandate())
                .orElseThrow();
    }

    private void change(String statement, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> sql.write(statement, values));
    }

    private int receipts(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT count(*) AS many FROM receipt WHERE donation_id = ?",
                        row -> row.getInt("many"),
                        debit.gift())
                .orElseThrow();
    }

    /** What the bank credits for a block: all of it but what it rejected. */
    private static long expected(JsonPath batch, int block) {
        String path = "blocks[" + block + "].";
        return batch.getLong(path + "all.total.minor")
                - batch.getLong(path + "rejected.total.minor");
    }

    private static int blockOf(JsonPath batch, String requestedOn) {
        return batch.getList("blocks.requestedOn", String.class).indexOf(requestedOn);
    }

    @Test
    void gifts_go_to_the_bank_once_and_count_when_the_bank_has_booked_them() throws Exception {
        DebitsByWizard.Debit paid = debits.announced(2500);
        DebitsByWizard.Debit closed = debits.announced(3300);
        DebitsByWizard.Debit returned = debits.announced(4100);
        JsonPath preview =
                clerk().get("/v1/staff/direct-debit-preview?office=DE")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertTrue(preview.getLong("all.collections") >= 3);

        RequestSpecification sameKey = keyed().body(Map.of("office", "DE"));
        String first =
                given().spec(sameKey)
                        .post("/v1/staff/direct-debit-batches")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString();
        String second =
                given().spec(sameKey)
                        .post("/v1/staff/direct-debit-batches")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString();
        assertEquals(first, second);
        String id = JsonPath.from(first).getString("id");
        make.run();
        JsonPath batch = batch(id).body("state", equalTo("MADE")).extract().jsonPath();
        assertEquals(preview.getLong("all.total.minor"), batch.getLong("total.minor"));

        byte[] file = file(id);
        assertArrayEquals(file, file(id));
        assertEquals(
                batch.getString("sha256"),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertEquals(batch.getLong("size"), file.length);
        BankRules.check(file);
        String xml = new String(file, StandardCharsets.UTF_8);
        assertTrue(xml.contains("<EndToEndId>" + paid.endToEnd() + "</EndToEndId>"));
        assertTrue(xml.contains("<Nm>Joerg Mueller-Beispiel</Nm>"));
        assertTrue(
                xml.contains("<Ustrd>Danke fuer Ihre Spende an Beispiel Hilfe e.V.</Ustrd>"), xml);
        assertTrue(xml.contains("<IBAN>DE89370400440532013000</IBAN>"));

        ask().statusCode(409).body("detail", containsString("nothing to collect"));
        post(id, "submission", Map.of("sentOn", today().toString()))
                .statusCode(200)
                .body("state", equalTo("SENT"));

        // the bank knows one account no more
        ReadsStatusReports.StatusReportView report = read(batch, rejected(closed, "AC04"));
        assertEquals(1, report.rejected());
        assertEquals(batch.getLong("collections") - 1, report.accepted());
        inbox.work();
        assertEquals("REJECTED AC04", collection(closed));
        assertEquals("DECLINED", payment(closed));
        assertEquals("SUSPENDED", mandate(closed));
        assertEquals(report, read(batch, rejected(closed, "AC04")), "told again");

        // it books the rest on the day
        JsonPath now = batch(id).extract().jsonPath();
        LocalDate day = today().minusDays(1);
        String block = blockOf(returned);
        int which = now.getList("blocks.blockId", String.class).indexOf(block);
        assertEquals(
                Set.of("Waits[reason=other_amount]"),
                texts(
                        hear(
                                AccountStatements.block(
                                        "k-1-" + id, block, expected(now, which) + 1, day))));
        assertEquals("PENDING", payment(paid));
        BankMovement booking =
                AccountStatements.block("k-2-" + id, block, expected(now, which), day);
        assertTrue(texts(hear(booking)).iterator().next().startsWith("Matched"));
        assertEquals("SETTLED", collection(paid));
        assertEquals("SETTLED", payment(paid));
        assertEquals(1, receipts(paid));
        assertEquals(0, receipts(closed));
        assertTrue(texts(hear(booking)).iterator().next().startsWith("Matched"), "told again");
        assertEquals(
                Set.of("Waits[reason=booked_already]"),
                texts(
                        hear(
                                AccountStatements.block(
                                        "k-3-" + id, block, expected(now, which), day))));

        // and three days later the money of one goes back, with a fee that is none of the gift's
        BankMovement back =
                AccountStatements.back(
                        "k-4-" + id, returned.endToEnd(), 4400, 4100L, "MD06", today());
        assertTrue(texts(hear(back)).iterator().next().startsWith("Matched"));
        assertEquals("RETURNED MD06", collection(returned));
        assertEquals("RETURNED", payment(returned));
        assertEquals("SUSPENDED", mandate(returned));
        assertTrue(texts(hear(back)).iterator().next().startsWith("Matched"), "told again");
        assertEquals(
                Set.of("Waits[reason=returned_already]"),
                texts(
                        hear(
                                AccountStatements.back(
                                        "k-5-" + id,
                                        returned.endToEnd(),
                                        4100,
                                        null,
                                        "AM04",
                                        today()))));
        clerk().get("/v1/staff/direct-debit-batches/" + id + "/collections?state=RETURNED")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].gift", equalTo(returned.gift().toString()))
                .body("items[0].fee.minor", equalTo(300))
                .body("items[0].settledOn", equalTo(day.toString()));
    }

    @Test
    void the_day_of_the_gift_is_the_day_of_the_booking_and_not_of_the_upload() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(1200);
        made();
        LocalDate day = today().minusDays(30);
        hear(AccountStatements.single("k-" + debit.payment(), debit.endToEnd(), 1200, day));
        assertEquals(
                day,
                sql.one(
                                "SELECT (settled_at AT TIME ZONE 'Europe/Berlin')::date AS day"
                                        + " FROM donation WHERE id = ?",
                                row -> Sql.day(row, "day"),
                                debit.gift())
                        .orElseThrow());
        assertTrue(
                sql.one(
                                "SELECT snapshot::text AS snapshot FROM receipt WHERE donation_id = ?",
                                row -> row.getString("snapshot"),
                                debit.gift())
                        .orElseThrow()
                        .contains(day.toString()));
    }

    @Test
    void what_comes_back_before_it_was_booked_was_never_ours() throws Exception {
        DebitsByWizard.Debit gone = debits.announced(1500);
        DebitsByWizard.Debit stays = debits.announced(1700);
        String id = made();
        post(id, "submission", Map.of("sentOn", today().toString())).statusCode(200);
        hear(AccountStatements.back("b-" + id, gone.endToEnd(), 1500, null, null, today()));
        assertEquals("RETURNED MS03", collection(gone));
        assertEquals("DECLINED", payment(gone));
        assertEquals("ACTIVE", mandate(gone), "once is not three times");
        JsonPath batch = batch(id).extract().jsonPath();
        String block = blockOf(stays);
        int which = batch.getList("blocks.blockId", String.class).indexOf(block);
        hear(AccountStatements.block("s-" + id, block, expected(batch, which), today()));
        assertEquals("SETTLED", payment(stays));
        assertEquals("DECLINED", payment(gone));
        assertEquals(0, receipts(gone));
        assertEquals(1, receipts(stays));
    }

    @Test
    void in_one_statement_the_booking_counts_before_what_came_back_of_it() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(1900);
        String id = made();
        JsonPath batch = batch(id).extract().jsonPath();
        String block = blockOf(debit);
        int which = batch.getList("blocks.blockId", String.class).indexOf(block);
        Map<String, AccountWord> words =
                hear(
                        AccountStatements.back(
                                "r-" + id, debit.endToEnd(), 1900, null, "MD01", today()),
                        AccountStatements.block("a-" + id, block, expected(batch, which), today()));
        assertEquals(2, words.size());
        assertEquals("RETURNED", payment(debit));
        assertEquals("REVOKED", mandate(debit));
        batch(id).body("state", equalTo("SENT"));
        assertEquals(1, receipts(debit), "its receipt is there, and says that it came back");
    }

    @Test
    void nothing_is_collected_under_a_mandate_that_was_taken_back() throws Exception {
        DebitsByWizard.Debit before = debits.announced(2100);
        DebitsByWizard.Debit after = debits.announced(2200);
        change("UPDATE sepa_mandate SET state = 'REVOKED' WHERE id = ?", before.mandate());
        clerk().get("/v1/staff/direct-debit-preview/left-out?office=DE&reason=MANDATE_REVOKED")
                .then()
                .statusCode(200)
                .body("items.payment", hasItems(before.payment().toString()));
        String id = made();
        inbox.work();
        assertEquals("WITHDRAWN MANDATE_REVOKED", collection(before));
        assertEquals("DECLINED", payment(before));
        assertEquals("BATCHED", collection(after));

        change("UPDATE sepa_mandate SET state = 'REVOKED' WHERE id = ?", after.mandate());
        clerk().accept("application/xml,application/problem+json")
                .get("/v1/staff/direct-debit-batches/" + id + "/file")
                .then()
                .statusCode(409)
                .body("detail", containsString("1 of its mandates"));
        post(id, "cancellation", Map.of("neverReachedTheBank", false))
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        assertEquals("OPEN", collection(after));
        debits.announced(2300);
        made();
        inbox.work();
        assertEquals("WITHDRAWN MANDATE_REVOKED", collection(after));
    }

    @Test
    void what_was_not_announced_or_comes_too_late_waits_with_its_reason() throws Exception {
        DebitsByWizard.Debit silent = debits.announced(2600);
        DebitsByWizard.Debit old = debits.announced(2700);
        DebitsByWizard.Debit fine = debits.announced(2800);
        change(
                "UPDATE sepa_collection SET announced_at = NULL WHERE payment_id = ?",
                silent.payment());
        change(
                "UPDATE sepa_collection SET due_on = due_on - 60 WHERE payment_id = ?",
                old.payment());
        String id = made();
        assertEquals("OPEN", collection(silent));
        assertEquals("OPEN", collection(old));
        assertEquals("BATCHED", collection(fine));
        clerk().get("/v1/staff/direct-debit-preview/left-out?office=DE&reason=NOT_ANNOUNCED")
                .then()
                .body("items.payment", hasItems(silent.payment().toString()));
        clerk().get("/v1/staff/direct-debit-preview/left-out?office=DE&reason=TOO_LATE&limit=100")
                .then()
                .body("items.payment", hasItems(old.payment().toString()))
                .body("items.payment", not(hasItems(fine.payment().toString())));
        withdraw(old).statusCode(204);
        inbox.work();
        assertEquals("WITHDRAWN WITHDRAWN", collection(old));
        assertEquals("DECLINED", payment(old));
        withdraw(old).statusCode(409);
        withdraw(fine).statusCode(409);
        assertFalse(id.isEmpty());
    }

    private static ValidatableResponse withdraw(DebitsByWizard.Debit debit) {
        return clerk().contentType(ContentType.JSON)
                .body(Map.of("reason", "Asked us not to"))
                .post("/v1/staff/direct-debits/" + debit.payment() + "/withdrawal")
                .then();
    }

    @Test
    void a_file_that_the_bank_rejects_as_a_whole_leaves_its_collections_for_the_next_one()
            throws Exception {
        DebitsByWizard.Debit debit = debits.announced(3100);
        String id = made();
        byte[] first = file(id);
        JsonPath batch = batch(id).extract().jsonPath();
        read(batch, "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>", "");
        batch(id).body("state", equalTo("CANCELLED"));
        assertEquals("OPEN", collection(debit));
        assertEquals("PENDING", payment(debit));
        String next = made();
        String file = new String(file(next), StandardCharsets.UTF_8);
        assertTrue(file.contains(debit.endToEnd()), "the bank would notice it twice");
        assertTrue(new String(first, StandardCharsets.UTF_8).contains(debit.endToEnd()));
    }

    @Test
    void a_block_that_the_bank_rejects_as_a_whole_waits_for_the_next_batch_and_the_others_stay()
            throws Exception {
        DebitsByWizard.Debit debit = debits.announced(3150);
        String id = made();
        JsonPath batch = batch(id).extract().jsonPath();
        String block = blockOf(debit);
        String report =
                "<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>"
                        + block
                        + "</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts>";
        String whole =
                new String(pain002(batch, "", ""), StandardCharsets.UTF_8)
                        .replace("</OrgnlGrpInfAndSts>", report);
        QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                reports.read(
                                        "DE",
                                        new ByteArrayInputStream(
                                                whole.getBytes(StandardCharsets.UTF_8))));
        assertEquals("OPEN", collection(debit));
        assertEquals("PENDING", payment(debit));
        batch(id).body("state", equalTo("SENT"));
        made();
        assertEquals("BATCHED", collection(debit));
    }

    @Test
    void a_report_about_strangers_changes_nothing() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(3200);
        String id = made();
        JsonPath batch = batch(id).extract().jsonPath();
        String stranger = UUID.randomUUID().toString().replace("-", "");
        assertThrows(
                DomainProblem.class,
                () -> read(batch, rejected(debit, "AC04") + transaction(stranger, "AC04")));
        assertEquals("BATCHED", collection(debit));
        batch(id).body("state", equalTo("MADE"));
        assertThrows(
                DomainProblem.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                reports.read(
                                                        "NL",
                                                        new ByteArrayInputStream(
                                                                pain002(batch, "", "")))));
        assertEquals("MADE", batch(id).extract().path("state"));
    }

    @Test
    void a_file_that_would_be_another_one_is_never_whole() throws Exception {
        debits.announced(3400);
        String id = made();
        assertTrue(new String(file(id), StandardCharsets.UTF_8).endsWith("</Document>"));
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                sql.write(
                                        "UPDATE sepa_batch SET sha256 = repeat('0', 64) WHERE id ="
                                                + " ?",
                                        UUID.fromString(id)));
        assertFalse(taken(id).contains("</Document>"), "its end is kept back, or it is a problem");
    }

    /** The body, as far as it came before the connection was broken off. */
    private static String taken(String id) {
        RequestSpecification call = clerk().accept("application/xml,application/problem+json");
        try {
            return call.get("/v1/staff/direct-debit-batches/" + id + "/file").asString();
        } catch (Exception brokenOff) { // the client throws what it does not declare
            return "";
        }
    }

    @Test
    void a_batch_whose_file_was_taken_is_cancelled_only_by_who_says_that_no_bank_has_it()
            throws Exception {
        debits.announced(3400);
        String id = made();
        file(id);
        post(id, "cancellation", Map.of("neverReachedTheBank", false))
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/neverReachedTheBank"));
        post(id, "submission", Map.of("sentOn", today().plusDays(1).toString()))
                .statusCode(400)
                .body("violations[0].code", equalTo("out_of_range"));
        post(id, "cancellation", Map.of("neverReachedTheBank", true)).statusCode(200);
        post(id, "cancellation", Map.of("neverReachedTheBank", true)).statusCode(409);
        post(id, "submission", Map.of("sentOn", today().toString())).statusCode(409);
        clerk().accept("application/xml,application/problem+json")
                .get("/v1/staff/direct-debit-batches/" + id + "/file")
                .then()
                .statusCode(409);
    }

    @Test
    void of_many_who_ask_and_make_at_once_one_batch_comes_of_it() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(3500);
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> asks =
                    List.of(
                            () -> ask().extract().statusCode(),
                            () -> ask().extract().statusCode(),
                            () -> ask().extract().statusCode(),
                            () -> make.run(),
                            () -> make.run(),
                            () -> ask().extract().statusCode());
            Set<Integer> seen = new HashSet<>();
            for (Future<Integer> one : people.invokeAll(asks)) {
                seen.add(one.get());
            }
            assertTrue(seen.contains(201), seen.toString());
            assertFalse(seen.contains(500), seen.toString());
        } finally {
            people.shutdown();
        }
        make.run();
        assertEquals("BATCHED", collection(debit));
        assertEquals(
                1,
                sql.one(
                                "SELECT count(*) AS many FROM sepa_batch b JOIN sepa_block k ON"
                                        + " k.batch_id = b.id JOIN sepa_collection c ON c.block = k.id"
                                        + " WHERE c.payment_id = ? AND b.state = 'MADE'",
                                row -> row.getInt("many"),
                                debit.payment())
                        .orElseThrow());
    }

    /** As if the mandate had been for repeated collections, and these had come of it. */
    private void underOneMandate(DebitsByWizard.Debit first, DebitsByWizard.Debit... others) {
        for (DebitsByWizard.Debit one : others) {
            change("ALTER TABLE sepa_collection DISABLE TRIGGER tr_sepa_collection_goes_forward");
            change(
                    "UPDATE sepa_collection SET mandate_id = ? WHERE payment_id = ?",
                    first.mandate(),
                    one.payment());
            change("ALTER TABLE sepa_collection ENABLE TRIGGER tr_sepa_collection_goes_forward");
        }
    }

    @Test
    void three_times_no_money_in_a_row_suspend_a_mandate_and_twice_do_not() throws Exception {
        DebitsByWizard.Debit first = debits.announced(3600);
        DebitsByWizard.Debit second = debits.announced(3700);
        DebitsByWizard.Debit third = debits.announced(3800);
        underOneMandate(first, second, third);
        String id = made();
        hear(
                AccountStatements.back("1-" + id, first.endToEnd(), 3600, null, "AM04", today()),
                AccountStatements.back("2-" + id, second.endToEnd(), 3700, null, "MS03", today()));
        assertEquals("ACTIVE", mandate(first));
        hear(AccountStatements.back("3-" + id, third.endToEnd(), 3800, null, "AM04", today()));
        assertEquals("SUSPENDED", mandate(first));
        assertEquals("MS03", ReasonRule.code("free words of a bank"));
    }

    @Test
    void a_debit_that_fits_to_no_cent_waits_for_a_person() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(3900);
        String id = made();
        assertEquals(
                Set.of("Waits[reason=other_amount]"),
                texts(
                        hear(
                                AccountStatements.back(
                                        "x-" + id,
                                        debit.endToEnd(),
                                        3800,
                                        null,
                                        "AM04",
                                        today()))));
        assertEquals(
                Set.of("Waits[reason=other_amount]"),
                texts(hear(AccountStatements.single("y-" + id, debit.endToEnd(), 1, today()))));
        assertEquals(
                Map.of(),
                hear(
                        AccountStatements.single(
                                "z-" + id,
                                UUID.randomUUID().toString().replace("-", ""),
                                1,
                                today())));
        assertEquals("BATCHED", collection(debit));
        assertEquals("PENDING", payment(debit));
    }

    @Test
    void the_self_check_finds_sums_and_payments_that_are_not_what_the_files_say() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(4200);
        String id = made();
        String batch = "direct-debit-batch/" + id;
        change(
                "UPDATE sepa_batch SET total_minor = total_minor + 1 WHERE id = ?",
                UUID.fromString(id));
        assertTrue(offenders("I10").contains(batch));
        change(
                "UPDATE sepa_batch SET total_minor = total_minor - 1 WHERE id = ?",
                UUID.fromString(id));
        assertFalse(offenders("I10").contains(batch));
        String payment = "payment/" + debit.payment();
        change("UPDATE payment SET state = 'EXPIRED' WHERE id = ?", debit.payment());
        assertTrue(offenders("I23").contains(payment));
        change("UPDATE payment SET state = 'PENDING' WHERE id = ?", debit.payment());
        assertFalse(offenders("I23").contains(payment));
    }

    private List<String> offenders(String invariant) {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals(invariant))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    @Test
    void finance_finds_a_mandate_by_its_reference_lets_it_go_on_and_takes_it_back()
            throws Exception {
        DebitsByWizard.Debit debit = debits.announced(4400);
        String reference =
                sql.one(
                                "SELECT reference FROM sepa_mandate WHERE id = ?",
                                row -> row.getString("reference"),
                                debit.mandate())
                        .orElseThrow();
        clerk().get("/v1/staff/mandates?reference=" + reference.toLowerCase(java.util.Locale.ROOT))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("ACTIVE"))
                .body("items[0].account", equalTo("DE89 **** **** **** **30 00"))
                .body("items[0].textId", equalTo("sepa-core"));
        TestStaff.as("finance", "NL")
                .get("/v1/staff/mandates?reference=" + reference)
                .then()
                .body("items", hasSize(0));
        clerk().get("/v1/staff/mandates?reference=x").then().statusCode(400);
        mandateAct(debit, "resumption").statusCode(409);
        change("UPDATE sepa_mandate SET state = 'SUSPENDED' WHERE id = ?", debit.mandate());
        mandateAct(debit, "resumption").statusCode(200).body("state", equalTo("ACTIVE"));
        mandateAct(debit, "revocation").statusCode(200).body("state", equalTo("REVOKED"));
        mandateAct(debit, "revocation").statusCode(409);
        TestStaff.as("finance", "NL")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "Curious"))
                .post("/v1/staff/mandates/" + debit.mandate() + "/revocation")
                .then()
                .statusCode(404);
    }

    private static ValidatableResponse mandateAct(DebitsByWizard.Debit debit, String act) {
        return clerk().contentType(ContentType.JSON)
                .body(Map.of("reason", "Cleared by telephone"))
                .post("/v1/staff/mandates/" + debit.mandate() + "/" + act)
                .then();
    }

    @Test
    void a_collection_that_ended_stays_as_it_ended() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(4300);
        withdraw(debit).statusCode(204);
        for (String change :
                List.of(
                        "state = 'OPEN', reason = NULL, ended_at = NULL",
                        "amount_minor = 1",
                        "end_to_end_id = repeat('0', 32)")) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            change(
                                    "UPDATE sepa_collection SET "
                                            + change
                                            + " WHERE payment_id = ?",
                                    debit.payment()));
        }
    }

    @Test
    void who_may_not_sees_nothing_and_bad_wishes_are_told_by_field() {
        TestStaff.as("finance", "NL")
                .get("/v1/staff/direct-debit-preview?office=DE")
                .then()
                .statusCode(404);
        clerk().get("/v1/staff/direct-debit-preview").then().statusCode(400);
        clerk().get("/v1/staff/direct-debit-preview?office=DE&until=soon")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("query:until"));
        clerk().get("/v1/staff/direct-debit-preview?office=DE&until=2020-01-01")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("out_of_range"));
        TestStaff.as("finance", "US")
                .get("/v1/staff/direct-debit-preview?office=US")
                .then()
                .statusCode(409)
                .body("detail", containsString("creditor identifier"));
        clerk().get("/v1/staff/direct-debit-batches/" + UUID.randomUUID()).then().statusCode(404);
    }

    private String blockOf(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT b.block_id FROM sepa_block b JOIN sepa_collection c ON c.block = b.id"
                                + " WHERE c.payment_id = ?",
                        row -> row.getString("block_id"),
                        debit.payment())
                .orElseThrow();
    }

    private static Set<String> texts(Map<String, AccountWord> words) {
        Set<String> texts = new HashSet<>();
        words.values().forEach(it -> texts.add(it.toString()));
        return texts;
    }

    private static String rejected(DebitsByWizard.Debit debit, String code) {
        return transaction(debit.endToEnd(), code);
    }

    private static String transaction(String endToEnd, String code) {
        return """
        <TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts>\
        <StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf></TxInfAndSts>"""
                .formatted(endToEnd, code);
    }

    private ReadsStatusReports.StatusReportView read(JsonPath batch, String transactions)
            throws BankFileRefused {
        return read(batch, "<GrpSts>PART</GrpSts>", transactions);
    }

    private ReadsStatusReports.StatusReportView read(
            JsonPath batch, String group, String transactions) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                reports.read(
                                        "DE",
                                        new ByteArrayInputStream(
                                                pain002(batch, group, transactions))));
    }

    private static byte[] pain002(JsonPath batch, String group, String transactions) {
        String block =
                transactions.isEmpty()
                        ? ""
                        : "<OrgnlPmtInfAndSts><OrgnlPmtInfId>"
                                + batch.getString("blocks[0].blockId")
                                + "</OrgnlPmtInfId>"
                                + transactions
                                + "</OrgnlPmtInfAndSts>";
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>%s</OrgnlGrpInfAndSts>
        %s</CstmrPmtStsRpt></Document>
        """
                .formatted(batch.getString("messageId"), group, block)
                .getBytes(StandardCharsets.UTF_8);
    }
}
