package org.almoner.bank;

import static org.almoner.bank.BankDesk.FILES;
import static org.almoner.bank.BankDesk.clerk;
import static org.almoner.bank.BankDesk.mail;
import static org.almoner.bank.BankDesk.today;
import static org.almoner.bank.BankDesk.upload;
import static org.almoner.bank.Camt.PAYER;
import static org.almoner.bank.Camt.paid;
import static org.almoner.bank.Camt.word;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.money.Money;
import org.almoner.payment.BankMovement;
import org.junit.jupiter.api.Test;

/** Files of the bank: what is taken, what is known already, and what becomes of each line. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BankStatementsTest {

    @Inject BankDesk desk;

    @Test
    void a_statement_that_mixes_everything_books_what_fits_and_drops_nothing() {
        BankDesk.Promise structured = desk.promise(mail());
        BankDesk.Promise inText = desk.promise(mail());
        BankDesk.Promise less = desk.promise(mail());
        BankDesk.Promise ended = desk.promise(mail());
        BankDesk.Promise inDoubt = desk.promise(mail());
        desk.sql()
                .write(
                        "UPDATE payment SET state = 'EXPIRED' WHERE id = ?",
                        UUID.fromString(ended.payment()));
        desk.sql()
                .write(
                        "UPDATE payment SET review_reason = 'x' WHERE id = ?",
                        UUID.fromString(inDoubt.payment()));
        String unknown = "RF18539007547034";
        Camt statement = Camt.statement();
        List<String> told = new ArrayList<>();
        add(statement, told, "the structured reference", 2500, of(structured.reference()));
        add(statement, told, "the same reference once more", 2500, of(structured.reference()));
        add(
                statement,
                told,
                "a reference in small letters within the text",
                2500,
                "spende " + inText.reference().toLowerCase(java.util.Locale.ROOT));
        add(statement, told, "a cent less", 2499, of(less.reference()));
        add(statement, told, "a cent more", 2501, of(less.reference()));
        add(statement, told, "a promise that was given up", 2500, of(ended.reference()));
        add(statement, told, "a payment somebody looks at", 2500, of(inDoubt.reference()));
        add(statement, told, "a reference nobody was given", 2500, of(unknown));
        add(statement, told, "two references", 2500, inText.reference() + " " + less.reference());
        add(statement, told, "no reference", 700, "danke");
        told.add("nothing at all");
        statement.line(today(), 0, word());
        told.add("a fee");
        statement.line(today(), -350, word());
        told.add("a batch that nobody knows");
        statement.batch(today(), 9900, word(), "SOMEBODY-ELSE");
        told.add("a collection that the gateway knows");
        statement.batch(today(), 5000, word(), GatewayOnTheAccount.MARK + "-A");
        told.add("a return that the gateway knows, of another amount");
        statement.line(
                today(), -2800, word(), Camt.known(2800, GatewayOnTheAccount.MARK + "-WAITS"));
        told.add("a line that the bank undoes");
        statement.reversal(today(), 100, word());
        statement.pending(today(), 12_345, word(), paid(12_345, "Nobody", PAYER, null, "soon"));
        JsonPath file = desk.take(statement.file());
        List<String> states = desk.states(file.getString("file.id"));
        StringBuilder golden = new StringBuilder();
        for (int i = 0; i < told.size(); i++) {
            golden.append(told.get(i)).append(": ").append(states.get(i)).append('\n');
        }
        assertEquals(told.size(), states.size());
        Golden.matches("bank/mixed-statement.txt", golden.toString());
        assertEquals(1, file.getInt("file.account.notBooked"));
        assertEquals(3, file.getInt("file.account.matched"));
        assertEquals(13, file.getInt("file.account.waiting"));
        assertEquals(0, file.getInt("file.account.pending"));
        for (BankDesk.Promise paid : List.of(structured, inText)) {
            assertEquals("RECEIVED", desk.status(paid.gift()));
            assertEquals(
                    2,
                    desk.count("ledger_entry WHERE donation_id = ?", UUID.fromString(paid.gift())));
        }
        assertEquals("PENDING", desk.status(less.gift()));
        assertEquals(List.of(), desk.broken());
    }

    private static String of(String reference) {
        return "*" + reference;
    }

    /** Text, or a structured reference behind an asterisk. */
    private static void add(
            Camt statement, List<String> told, String what, long minor, String text) {
        told.add(what);
        boolean structured = text.startsWith("*");
        statement.line(
                today(),
                minor,
                word(),
                paid(
                        minor,
                        "Erika Beispiel",
                        PAYER,
                        structured ? text.substring(1) : null,
                        structured ? "Spende" : text));
    }

    @Test
    void money_counts_on_the_day_of_the_bank_s_booking() {
        BankDesk.Promise promise = desk.promise(mail());
        desk.take(
                Camt.statement()
                        .line(
                                "2026-01-15",
                                2500,
                                word(),
                                paid(2500, "E", PAYER, promise.reference()))
                        .file());
        assertEquals(
                "2026-01-15 11:00:00",
                desk.sql()
                        .one(
                                "SELECT to_char(settled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                                        + " FROM donation WHERE id = ?",
                                row -> row.getString(1),
                                UUID.fromString(promise.gift()))
                        .orElseThrow());
    }

    @Test
    void a_gateway_hears_all_the_bank_says_and_nothing_of_it_is_kept_once_it_is_known() {
        String endToEnd = GatewayOnTheAccount.MARK + "-" + word();
        JsonPath file =
                desk.take(
                        Camt.statement()
                                .line(today(), -2500, word(), Camt.known(2500, endToEnd))
                                .file());
        BankMovement heard =
                gateway.heard.stream()
                        .filter(it -> it.detail().isPresent())
                        .filter(
                                it ->
                                        it.detail()
                                                .get()
                                                .references()
                                                .endToEnd()
                                                .equals(Optional.of(endToEnd)))
                        .findFirst()
                        .orElseThrow();
        assertEquals("DE", heard.office());
        assertEquals(today(), heard.bookedOn().toString());
        assertFalse(heard.credit());
        assertEquals(Money.of(2500, "EUR"), heard.amount());
        assertEquals(heard.amount(), heard.entry().amount());
        assertEquals(Optional.of("PMNT/RCDT/ESCT"), heard.entry().code().domain());
        assertEquals(Optional.of("AM04"), heard.detail().get().returned().orElseThrow().code());
        assertEquals(Optional.of(PAYER), heard.detail().get().debtor().account());
        assertEquals(
                1,
                desk.count(
                        "bank_movement WHERE file_id = ? AND key = ? AND belongs_to = ?"
                                + " AND told IS NULL AND account_print IS NULL",
                        UUID.fromString(file.getString("file.id")),
                        heard.key(),
                        "test/" + endToEnd));
    }

    @Inject GatewayOnTheAccount gateway;

    @Test
    void a_foreign_currency_waits() {
        BankDesk.Promise promise = desk.promise(mail());
        JsonPath file =
                desk.take(
                        Camt.notification()
                                .foreign(
                                        today(),
                                        2500,
                                        "USD",
                                        word(),
                                        paid(2500, "E", PAYER, promise.reference()))
                                .file());
        assertEquals(List.of("WAITING foreign_currency"), desk.states(file.getString("file.id")));
    }

    @Test
    void the_same_file_again_answers_what_came_of_it_and_changes_nothing() {
        BankDesk.Promise promise = desk.promise(mail());
        String file =
                Camt.statement()
                        .line(today(), 2500, word(), paid(2500, "E", PAYER, promise.reference()))
                        .file();
        String id = desk.take(file).getString("file.id");
        upload(file)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("account.matched", equalTo(1));
        assertEquals(1, desk.count("bank_movement WHERE file_id = ?", UUID.fromString(id)));
        assertEquals(
                1,
                desk.count(
                        "audit_entry WHERE action = 'bank-file.taken' AND object = ?",
                        "bank-file/" + id));
    }

    @Test
    void the_same_lines_under_another_name_are_known() {
        Camt statement =
                Camt.statement()
                        .line(today(), 2500, word(), paid(2500, "E", PAYER, null, "one " + word()))
                        .line(today(), 2500, null, paid(2500, "E", PAYER, null, "two " + word()));
        desk.take(statement.file());
        JsonPath again = desk.take(statement.file());
        assertEquals(2, again.getInt("file.account.known"));
        assertEquals(0, again.getInt("file.account.movements"));
    }

    @Test
    void overlapping_statements_tell_each_line_once_with_and_without_references() {
        String text = "overlap " + word();
        String alike = paid(1000, "E", PAYER, null, text);
        String reference = word();
        JsonPath first =
                desk.take(
                        Camt.statement()
                                .line("2026-11-22", 1000, null, alike)
                                .line("2026-11-23", 1000, null, alike)
                                .line("2026-11-23", 1000, null, alike)
                                .line("2026-11-23", 1000, reference, alike)
                                .file());
        assertEquals(4, first.getInt("file.account.movements"));
        JsonPath second =
                desk.take(
                        Camt.statement()
                                .line("2026-11-23", 1000, reference, alike)
                                .line("2026-11-23", 1000, null, alike)
                                .line("2026-11-23", 1000, null, alike)
                                .line("2026-11-24", 1000, null, alike)
                                .file());
        assertEquals(3, second.getInt("file.account.known"));
        assertEquals(1, second.getInt("file.account.movements"));
    }

    @Test
    void two_statements_of_one_file_that_overlap_tell_each_line_once() {
        String text = "within " + word();
        String alike = paid(1000, "E", PAYER, null, text);
        JsonPath file =
                desk.take(
                        Camt.statement()
                                .line("2026-11-23", 1000, null, alike)
                                .file(
                                        Camt.statement()
                                                .line("2026-11-23", 1000, null, alike)
                                                .line("2026-11-24", 1000, null, alike)));
        assertEquals(2, file.getInt("file.account.movements"));
        assertEquals(1, file.getInt("file.account.known"));
        assertEquals(2, file.getList("statements").size());
    }

    @Test
    void what_two_files_tell_alike_under_different_references_waits_for_a_person() {
        BankDesk.Promise promise = desk.promise(mail());
        String paid = paid(2500, "E", PAYER, promise.reference());
        desk.take(Camt.notification().line(today(), 2500, word(), paid).file());
        JsonPath second = desk.take(Camt.statement().line(today(), 2500, word(), paid).file());
        assertEquals(
                List.of("WAITING possible_duplicate"), desk.states(second.getString("file.id")));
        assertEquals(
                2,
                desk.count("ledger_entry WHERE donation_id = ?", UUID.fromString(promise.gift())));
    }

    @Test
    void what_two_statements_of_one_file_tell_alike_under_different_references_waits_too() {
        BankDesk.Promise promise = desk.promise(mail());
        String paid = paid(2500, "E", PAYER, promise.reference());
        JsonPath file =
                desk.take(
                        Camt.statement()
                                .line(today(), 2500, word(), paid)
                                .file(Camt.statement().line(today(), 2500, word(), paid)));
        assertEquals(
                List.of("MATCHED", "WAITING possible_duplicate"),
                desk.states(file.getString("file.id")));
        UUID twin = desk.movements(file.getString("file.id")).get(0);
        clerk().get(BankDesk.ENTRIES + "/" + desk.movements(file.getString("file.id")).get(1))
                .then()
                .statusCode(200)
                .body("entry.twin", equalTo(twin.toString()));
    }

    @Test
    void two_payers_under_one_reference_of_the_bank_are_two_lines() {
        String reference = "1-" + word();
        BankDesk.Promise one = desk.promise(mail());
        BankDesk.Promise other = desk.promise(mail());
        desk.take(
                Camt.notification()
                        .line(today(), 2500, reference, paid(2500, "E", PAYER, one.reference()))
                        .file());
        String second =
                Camt.notification()
                        .line(
                                today(),
                                2500,
                                reference,
                                paid(2500, "F", "DE67100000000555555555", other.reference()))
                        .file();
        desk.take(second);
        assertEquals("RECEIVED", desk.status(one.gift()));
        assertEquals("RECEIVED", desk.status(other.gift()));
        JsonPath again = desk.take(second.replace("<GrpHdr>", "<GrpHdr> "));
        assertEquals(1, again.getInt("file.account.known"));
    }

    @Test
    void a_notification_tells_apart_what_a_statement_told_as_a_sum() {
        BankDesk.Promise promise = desk.promise(mail());
        String reference = word();
        Camt sum = Camt.statement().batch(today(), 6000, reference, "COLLECTED-BY-THE-BANK");
        JsonPath first = desk.take(sum.file());
        assertEquals(List.of("WAITING batch_unknown"), desk.states(first.getString("file.id")));
        JsonPath parts =
                desk.take(
                        Camt.notification()
                                .line(
                                        today(),
                                        6000,
                                        reference,
                                        paid(2500, "E", PAYER, promise.reference()),
                                        paid(3500, "F", PAYER, null, word()))
                                .file());
        assertEquals(List.of("SPLIT"), desk.states(first.getString("file.id")));
        assertEquals(
                List.of("MATCHED", "WAITING no_reference"),
                desk.states(parts.getString("file.id")));
        assertEquals("RECEIVED", desk.status(promise.gift()));
        assertEquals(0, desk.take(sum.file()).getInt("file.account.movements"));
        assertEquals(List.of(), desk.broken());
        clerk().get(BankDesk.ENTRIES + "/" + desk.movements(first.getString("file.id")).get(0))
                .then()
                .statusCode(404);
    }

    @Test
    void a_statement_that_comes_after_its_notification_adds_nothing() {
        BankDesk.Promise promise = desk.promise(mail());
        String reference = word();
        JsonPath parts =
                desk.take(
                        Camt.notification()
                                .line(
                                        today(),
                                        6000,
                                        reference,
                                        paid(2500, "E", PAYER, promise.reference()),
                                        paid(3500, "F", PAYER, null, word()))
                                .file());
        assertEquals(2, parts.getInt("file.account.movements"));
        JsonPath sum = desk.take(Camt.statement().line(today(), 6000, reference).file());
        assertEquals(0, sum.getInt("file.account.movements"));
        assertEquals(1, sum.getInt("file.account.known"));
        assertEquals("RECEIVED", desk.status(promise.gift()));
    }

    @Test
    void a_sum_that_a_person_has_decided_about_is_not_told_apart_any_more() {
        String reference = word();
        JsonPath sum = desk.take(Camt.statement().batch(today(), 6000, reference, "X").file());
        UUID entry = desk.movements(sum.getString("file.id")).get(0);
        BankDesk.decide(entry, java.util.Map.of("setAside", java.util.Map.of("reason", "seen")))
                .then()
                .statusCode(201);
        JsonPath parts =
                desk.take(
                        Camt.notification()
                                .line(
                                        today(),
                                        6000,
                                        reference,
                                        paid(2500, "E", PAYER, null, "x"),
                                        paid(3500, "F", PAYER, null, "y"))
                                .file());
        assertEquals(0, parts.getInt("file.account.movements"));
        assertEquals(List.of("SET_ASIDE batch_unknown"), desk.states(sum.getString("file.id")));
    }

    @Test
    void parts_that_do_not_make_the_whole_are_not_believed() {
        JsonPath file =
                desk.take(
                        Camt.notification()
                                .line(
                                        today(),
                                        6000,
                                        word(),
                                        paid(2500, "E", PAYER, null, "x"),
                                        paid(3499, "F", PAYER, null, "y"))
                                .file());
        assertEquals(List.of("WAITING batch_unknown"), desk.states(file.getString("file.id")));
    }

    @Test
    void missing_numbers_of_the_bank_are_told_and_do_not_keep_a_file_out() {
        long number = 10_000 + (long) (Math.random() * 1_000_000_000);
        Camt first = Camt.statement().number(number);
        assertEquals(
                List.of(),
                desk.take(first.file()).getList("file.account.warnings").stream()
                        .filter(it -> it.toString().contains("expected=" + number))
                        .toList());
        JsonPath next = desk.take(Camt.statement().number(number + 1).file());
        assertEquals(List.of(), next.getList("file.account.warnings"));
        JsonPath gap = desk.take(Camt.statement().id("after").number(number + 4).file());
        assertEquals("after", gap.getString("file.account.warnings[0].statement"));
        assertEquals(number + 2, gap.getLong("file.account.warnings[0].expected"));
        assertEquals(number + 4, gap.getLong("file.account.warnings[0].found"));
        desk.sql()
                .write(
                        "UPDATE bank_statement SET electronic_number = NULL, expected_number = NULL"
                                + " WHERE electronic_number >= ?",
                        number);
    }

    @Test
    void a_taking_that_was_cut_short_is_finished_by_the_next_look_of_any_node() throws Exception {
        BankDesk.Promise promise = desk.promise(mail());
        String id =
                upload(
                                Camt.statement()
                                        .line(
                                                today(),
                                                2500,
                                                word(),
                                                paid(2500, "E", PAYER, promise.reference()))
                                        .file())
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        desk.sql()
                .write(
                        "UPDATE bank_file SET state = 'READ', taken_at = now() - interval '2 minutes'"
                                + " WHERE id = ?",
                        UUID.fromString(id));
        desk.work();
        assertEquals(List.of("NEW"), desk.states(id), "nothing is worked off before it is noted");
        match.tick();
        assertEquals(List.of("MATCHED"), desk.states(id));
        assertEquals("RECEIVED", desk.status(promise.gift()));
    }

    @Inject MatchMovements match;
    @Inject BankConfig config;

    @Test
    void a_movement_that_cannot_be_worked_off_keeps_no_other_from_being_booked() {
        BankDesk.Promise promise = desk.promise(mail());
        JsonPath file =
                desk.take(
                        Camt.statement()
                                .line(
                                        today(),
                                        100,
                                        word(),
                                        Camt.known(100, GatewayOnTheAccount.MARK + "-FAILS"))
                                .line(
                                        today(),
                                        2500,
                                        word(),
                                        paid(2500, "E", PAYER, promise.reference()))
                                .file());
        String id = file.getString("file.id");
        assertEquals(List.of("NEW", "MATCHED"), desk.states(id));
        for (int tries = 2; tries <= config.attempts(); tries++) {
            desk.sql()
                    .write(
                            "UPDATE bank_movement SET not_before = NULL WHERE file_id = ? AND state = 'NEW'",
                            UUID.fromString(id));
            desk.work();
        }
        assertEquals(List.of("WAITING not_booked", "MATCHED"), desk.states(id));
    }

    @Test
    void two_nodes_that_work_at_once_book_each_movement_once() throws Exception {
        Camt statement = Camt.statement();
        List<BankDesk.Promise> promises = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            BankDesk.Promise promise = desk.promise(mail());
            promises.add(promise);
            statement.line(today(), 2500, word(), paid(2500, "E", PAYER, promise.reference()));
        }
        String id = upload(statement.file()).then().statusCode(201).extract().path("id");
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> node =
                    () -> {
                        match.run();
                        return null;
                    };
            for (Future<Void> end : nodes.invokeAll(List.of(node, node))) {
                end.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertEquals(List.of("MATCHED"), desk.states(id).stream().distinct().toList());
        for (BankDesk.Promise promise : promises) {
            assertEquals(
                    2,
                    desk.count(
                            "ledger_entry WHERE donation_id = ?", UUID.fromString(promise.gift())));
        }
    }

    @Test
    void five_clerks_with_one_file_take_it_once() throws Exception {
        BankDesk.Promise promise = desk.promise(mail());
        String file =
                Camt.statement()
                        .line(today(), 2500, word(), paid(2500, "E", PAYER, promise.reference()))
                        .file();
        ExecutorService clerks = Executors.newFixedThreadPool(5);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(() -> upload(file).statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : clerks.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertEquals(1, answers.stream().filter(it -> it == 201).count(), answers.toString());
            assertEquals(
                    List.of(),
                    answers.stream().filter(it -> !List.of(200, 201, 503).contains(it)).toList());
        } finally {
            clerks.shutdown();
        }
        desk.work();
        assertEquals(
                2,
                desk.count("ledger_entry WHERE donation_id = ?", UUID.fromString(promise.gift())));
    }

    @Test
    void offices_see_and_bring_their_own_files_only() {
        String file = Camt.statement().line(today(), 100, word()).file();
        upload(TestStaff.as("finance", "NL"), "DE", file).then().statusCode(404);
        upload(TestStaff.as("finance", "NL"), "NL", file)
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("other_account"));
        upload(clerk(), "Z?", file).then().statusCode(400);
        clerk().contentType("application/xml").body(file).post(FILES).then().statusCode(400);
        String id = desk.take(file).getString("file.id");
        TestStaff.as("finance", "NL").get(FILES + "/" + id).then().statusCode(404);
        TestStaff.as("finance", "NL")
                .get(FILES)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));
        clerk().get(FILES + "?limit=1").then().statusCode(200).body("items[0].id", equalTo(id));
        String cursor = clerk().get(FILES + "?limit=1").path("nextCursor");
        clerk().get(FILES + "?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));
        assertFalse(desk.states(id).isEmpty());
    }
}
