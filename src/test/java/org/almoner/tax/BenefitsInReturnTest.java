package org.almoner.tax;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
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
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.benefit.BenefitDesk;
import org.almoner.donation.DonationId;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.selfcheck.SelfCheck;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What was given in return, from the record of a clerk to the donor's tax document. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BenefitsInReturnTest {

    @Inject GiftsOfAYear gifts;
    @Inject CarryOutRuns runs;
    @Inject WriteDocuments documents;
    @Inject EligibleGifts eligible;
    @Inject TermsOfStatements terms;
    @Inject BenefitDesk desk;
    @Inject Offices offices;
    @Inject SelfCheck selfCheck;

    private static Map<String, Object> given(String what, long minor, String currency) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("description", what);
        wish.put("value", Map.of("minor", minor, "currency", currency));
        return wish;
    }

    private static ValidatableResponse record(String office, UUID gift, Map<String, Object> wish) {
        return record(office, gift, wish, UUID.randomUUID().toString());
    }

    private static ValidatableResponse record(
            String office, UUID gift, Map<String, Object> wish, String key) {
        return TestStaff.as("finance", office)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish)
                .put("/v1/staff/gifts/" + gift + "/benefit")
                .then();
    }

    private static ValidatableResponse remove(String office, UUID gift, String reason) {
        return TestStaff.as("finance", office)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("reason", reason))
                .post("/v1/staff/gifts/" + gift + "/benefit/removal")
                .then();
    }

    private static ValidatableResponse shown(String office, UUID gift) {
        return TestStaff.as("finance", office)
                .get("/v1/staff/gifts/" + gift + "/benefit")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse issue(String office, UUID donor, int year) {
        return TestStaff.as("finance", office)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("donor", donor, "office", office, "year", year))
                .post("/v1/staff/tax-statements")
                .then();
    }

    private String issued(String office, UUID donor, int year) {
        String number = issue(office, donor, year).statusCode(201).extract().path("number");
        documents.run();
        return number;
    }

    private static ValidatableResponse statement(String number) {
        return TestStaff.as("finance", number.substring(0, 2))
                .get("/v1/staff/tax-statements/" + number)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse lines(String number) {
        return TestStaff.as("finance", number.substring(0, 2))
                .get("/v1/staff/tax-statements/" + number + "/gifts")
                .then()
                .statusCode(200);
    }

    /** The words of a document in one line. */
    private static String words(String number) throws IOException {
        byte[] pdf =
                TestStaff.as("finance", number.substring(0, 2))
                        .get("/v1/staff/tax-statements/" + number + "/pdf")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
        }
    }

    private static ValidatableResponse differences(String office, int year) {
        return TestStaff.as("finance", office)
                .get("/v1/staff/statement-differences?office=" + office + "&year=" + year)
                .then()
                .statusCode(200);
    }

    private UUID canadian(String lastName) {
        return gifts.donor("CA", "Claire", lastName, "en", "10115");
    }

    private UUID american(String lastName) {
        return gifts.donor("US", "Ada", lastName, "en", "10115");
    }

    private void assertBooksAgree() {
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I11", "I13", "I14", "I15").contains(it.id()))
                        .filter(it -> !it.offenders().isEmpty())
                        .toList());
    }

    @Nested
    class Canada {

        @Test
        void a_receipt_shows_advantage_and_eligible_amount_and_leaves_out_what_was_no_gift()
                throws IOException {
            UUID donor = canadian("Advantage");
            UUID plain = gifts.gift(donor, "CA", "CAD", 10_000, "2001-02-01T12:00:00Z");
            UUID none = gifts.gift(donor, "CA", "CAD", 10_000, "2003-02-01T12:00:00Z");
            UUID dinner = gifts.gift(donor, "CA", "CAD", 20_000, "2003-03-01T12:00:00Z");
            UUID mug = gifts.gift(donor, "CA", "CAD", 30_000, "2003-04-01T12:00:00Z");
            UUID gala = gifts.gift(donor, "CA", "CAD", 40_000, "2003-05-01T12:00:00Z");
            record("CA", dinner, given("Dinner for two", 8_000, "CAD"))
                    .statusCode(200)
                    .body("effect", equalTo("REDUCES"))
                    .body("eligible.minor", equalTo(12_000))
                    .body("statement", nullValue());
            record("CA", mug, given("Mug", 3_000, "CAD"))
                    .statusCode(200)
                    .body("effect", equalTo("IGNORED"));
            record("CA", gala, given("Seat at the gala", 32_001, "CAD"))
                    .statusCode(200)
                    .body("effect", equalTo("LEAVES_OUT"))
                    .body("eligible.minor", equalTo(0));
            TestStaff.as("finance", "CA")
                    .get("/v1/staff/statement-preview?office=CA&year=2003")
                    .then()
                    .body("gifts", equalTo(3))
                    .body("received.minor", equalTo(60_000))
                    .body("total.minor", equalTo(52_000))
                    .body("withheld.gifts", equalTo(1))
                    .body("withheld.total.minor", equalTo(40_000));
            String number = issued("CA", donor, 2003);
            statement(number).body("total.minor", equalTo(52_000)).body("gifts", equalTo(3));
            lines(number)
                    .body(
                            "items.gift",
                            contains(none.toString(), dinner.toString(), mug.toString()))
                    .body("items.eligible.minor", contains(10_000, 12_000, 30_000))
                    .body("items[1].benefit.description", equalTo("Dinner for two"))
                    .body("items[2].benefit", nullValue());
            String words = words(number);
            assertTrue(words.contains("Total amount received $600.00"), words);
            assertTrue(words.contains("Value of advantage received by the donor $80.00"), words);
            assertTrue(words.contains("Dinner for two"), words);
            assertTrue(words.contains("Eligible amount of gift for tax purposes $520.00"), words);
            assertFalse(words.contains("Mug") || words.contains("gala"), words);
            differences("CA", 2003).body("items", hasSize(0));
            shown("CA", plain).body("benefit", nullValue()).body("records", hasSize(0));
            assertBooksAgree();
        }

        @Test
        void one_gift_with_an_advantage_has_it_described_on_its_receipt() throws IOException {
            UUID donor = canadian("Single");
            UUID gift = gifts.gift(donor, "CA", "CAD", 10_000, "2004-03-01T12:00:00Z");
            record("CA", gift, given("Dinner at the gala", 5_000, "CAD"));
            String words = words(issued("CA", donor, 2004));
            assertTrue(words.contains("Description of advantage Dinner at the gala"), words);
            assertTrue(words.contains("Eligible amount of gift for tax purposes $50.00"), words);
        }

        @Test
        void nobody_gets_a_receipt_for_tickets_only_and_is_told_why() {
            UUID donor = canadian("Tickets");
            UUID gift = gifts.gift(donor, "CA", "CAD", 10_000, "2005-03-01T12:00:00Z");
            record("CA", gift, given("Concert", 10_000, "CAD")).statusCode(200);
            issue("CA", donor, 2005).statusCode(409).body("reason", equalTo("SOMETHING_IN_RETURN"));
            TestStaff.as("finance", "CA")
                    .get("/v1/staff/statement-preview?office=CA&year=2005")
                    .then()
                    .body("statements", equalTo(0))
                    .body("leftOut.reason", contains("SOMETHING_IN_RETURN"))
                    .body("leftOut[0].gifts", equalTo(1))
                    .body("leftOut[0].total.minor", equalTo(10_000));
            differences("CA", 2005).body("items", hasSize(0));
        }
    }

    @Nested
    class UnitedStates {

        @Test
        void a_statement_says_for_each_gift_what_was_provided_and_what_is_deductible()
                throws IOException {
            UUID donor = american("Quid");
            gifts.gift(donor, "US", "USD", 10_000, "2003-02-01T12:00:00Z");
            UUID ticket = gifts.gift(donor, "US", "USD", 10_000, "2003-03-01T12:00:00Z");
            UUID worship = gifts.gift(donor, "US", "USD", 5_000, "2003-04-01T12:00:00Z");
            UUID auction = gifts.gift(donor, "US", "USD", 2_000, "2003-05-01T12:00:00Z");
            record("US", ticket, given("Concert ticket", 4_000, "USD"))
                    .statusCode(200)
                    .body("eligible.minor", equalTo(6_000))
                    .body("disclosed", equalTo(true));
            Map<String, Object> intangible = given("Admission to a service", 0, "USD");
            intangible.put("intangibleReligious", true);
            record("US", worship, intangible)
                    .statusCode(200)
                    .body("eligible.minor", equalTo(5_000))
                    .body("disclosed", equalTo(false));
            record("US", auction, given("Painting", 9_900, "USD"))
                    .statusCode(200)
                    .body("eligible.minor", equalTo(0));
            String number = issued("US", donor, 2003);
            statement(number).body("total.minor", equalTo(21_000)).body("gifts", equalTo(4));
            String words = words(number);
            assertTrue(
                    words.contains(
                            "For each contribution marked “none”: No goods or services were provided"
                                    + " in exchange for this contribution."),
                    words);
            assertTrue(words.contains("consisted entirely of intangible religious benefits."));
            assertTrue(words.contains("deductible for federal income tax purposes is limited to"));
            assertTrue(words.contains("Concert ticket $40.00"), words);
            assertTrue(words.contains("Total $270.00 $139.00 $210.00"), words);
            assertBooksAgree();
        }

        @Test
        void without_benefits_the_old_sentence_is_all_that_is_said() throws IOException {
            UUID donor = american("Plain");
            gifts.gift(donor, "US", "USD", 10_000, "2004-02-01T12:00:00Z");
            String words = words(issued("US", donor, 2004));
            assertTrue(
                    words.contains(
                            "No goods or services were provided in exchange for this contribution."));
            assertFalse(words.contains("limited to") || words.contains("marked"), words);
        }

        @Test
        void payments_worth_no_more_than_their_return_make_no_statement() {
            UUID donor = american("Bought");
            UUID gift = gifts.gift(donor, "US", "USD", 10_000, "2005-02-01T12:00:00Z");
            record("US", gift, given("Painting", 10_000, "USD")).statusCode(200);
            issue("US", donor, 2005).statusCode(409).body("reason", equalTo("NOTHING_COUNTS"));
        }
    }

    @Nested
    class Elsewhere {

        @Test
        void a_german_confirmation_leaves_out_the_payment_and_confirms_the_rest() {
            UUID donor = gifts.donor("DE", "Gerda", "Gegenleistung");
            UUID gift = gifts.gift(donor, "DE", "EUR", 5_000, "2003-03-01T12:00:00Z");
            UUID ticket = gifts.gift(donor, "DE", "EUR", 9_000, "2003-04-01T12:00:00Z");
            record("DE", ticket, given("Eintrittskarte", 100, "EUR"))
                    .statusCode(200)
                    .body("effect", equalTo("LEAVES_OUT"));
            String number = issued("DE", donor, 2003);
            statement(number)
                    .body("total.minor", equalTo(5_000))
                    .body("kind", equalTo("DE_SINGLE"));
            lines(number).body("items.gift", contains(gift.toString()));
            differences("DE", 2003).body("items", hasSize(0));
        }

        @Test
        void the_british_statement_lists_payments_as_before() {
            UUID donor = gifts.donor("GB", "Gill", "Benefit", "en", "10115");
            UUID gift = gifts.gift(donor, "GB", "GBP", 5_000, "2003-05-01T12:00:00Z");
            record("GB", gift, given("Membership magazine", 1_000, "GBP"))
                    .statusCode(200)
                    .body("effect", equalTo("NO_MATTER"))
                    .body("benefit.value.minor", equalTo(1_000));
            statement(issued("GB", donor, 2003)).body("total.minor", equalTo(5_000));
        }
    }

    @Nested
    class AfterIssue {

        @Test
        void a_benefit_that_becomes_known_raises_a_case_and_the_replacement_tells_of_it()
                throws IOException {
            UUID donor = canadian("Later");
            UUID gift = gifts.gift(donor, "CA", "CAD", 10_000, "2006-03-01T12:00:00Z");
            String number = issued("CA", donor, 2006);
            record("CA", gift, given("Calendar", 1_000, "CAD"))
                    .body("effect", equalTo("IGNORED"))
                    .body("statement", equalTo(number))
                    .body("openCases", equalTo(0));
            differences("CA", 2006).body("items", hasSize(0));
            record("CA", gift, given("Dinner", 4_000, "CAD")).body("openCases", equalTo(1));
            differences("CA", 2006)
                    .body("items.gift", contains(gift.toString()))
                    .body("items[0].number", equalTo(number))
                    .body("items[0].stated.minor", equalTo(10_000))
                    .body("items[0].today.minor", equalTo(6_000))
                    .body("items[0].benefitChanged", equalTo(true));
            assertBooksAgree();
            String replacement = replaced(number);
            statement(number).body("state", equalTo("REPLACED")).body("openCases", equalTo(0));
            statement(replacement).body("total.minor", equalTo(6_000));
            assertTrue(
                    words(replacement).contains("Eligible amount of gift for tax purposes $60.00"));
            differences("CA", 2006).body("items", hasSize(0));
            // The issued document stays what it was.
            assertTrue(words(number).contains("Eligible amount of gift for tax purposes $100.00"));
        }

        @Test
        void other_words_and_a_removal_raise_cases_too() {
            UUID donor = american("Words");
            UUID gift = gifts.gift(donor, "US", "USD", 10_000, "2006-03-01T12:00:00Z");
            record("US", gift, given("Dinner", 4_000, "USD")).body("openCases", nullValue());
            issued("US", donor, 2006);
            record("US", gift, given("Dinner", 4_000, "USD")).body("openCases", equalTo(0));
            record("US", gift, given("Lunch", 4_000, "USD")).body("openCases", equalTo(1));
            differences("US", 2006)
                    .body("items[0].stated.minor", equalTo(6_000))
                    .body("items[0].today.minor", equalTo(6_000))
                    .body("items[0].benefitChanged", equalTo(true));
            remove("US", gift, "It was another donor's lunch")
                    .statusCode(201)
                    .body("openCases", equalTo(2))
                    .body("benefit", nullValue());
        }

        @Test
        void a_gift_that_may_no_more_be_confirmed_is_found_and_its_statement_can_be_cancelled() {
            UUID donor = gifts.donor("DE", "Gerd", "Karte");
            UUID gift = gifts.gift(donor, "DE", "EUR", 9_000, "2004-04-01T12:00:00Z");
            String number = issued("DE", donor, 2004);
            record("DE", gift, given("Eintrittskarte", 2_000, "EUR")).body("openCases", equalTo(1));
            differences("DE", 2004)
                    .body("items[0].number", equalTo(number))
                    .body("items[0].stated.minor", equalTo(9_000))
                    .body("items[0].today.minor", equalTo(0));
        }

        private String replaced(String number) {
            String replacement =
                    TestStaff.as("finance", number.substring(0, 2))
                            .contentType(ContentType.JSON)
                            .body(Map.of("reason", "A dinner became known"))
                            .post("/v1/staff/tax-statements/" + number + "/replacement")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("replacement");
            documents.run();
            return replacement;
        }
    }

    @Test
    void whoever_records_waits_while_statements_are_made_of_the_gift() {
        UUID donor = canadian("Held");
        UUID gift = gifts.gift(donor, "CA", "CAD", 10_000, "2007-03-01T12:00:00Z");
        Office office = offices.byCode(new OfficeCode("CA"));
        Job job =
                new Job(
                        office,
                        TaxYear.of(office, 2007),
                        terms.on(office.code(), office.dayOf(Instant.now())).orElseThrow(),
                        true,
                        null,
                        false,
                        null,
                        Instant.now());
        BenefitDesk.Wish wish =
                new BenefitDesk.Wish("Dinner", Money.of(4_000, "CAD"), false, false, null);
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            eligible.hold(job, List.of(donor));
                            IllegalStateException refused =
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> recordWithoutWaiting(gift, wish));
                            assertTrue(
                                    refused.getMessage().contains("55P03"), refused.getMessage());
                        });
        recordWithoutWaiting(gift, wish);
        shown("CA", gift).body("records", hasSize(1));
    }

    private void recordWithoutWaiting(UUID gift, BenefitDesk.Wish wish) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            gifts.sql().write("SET LOCAL lock_timeout = '50ms'");
                            desk.record(new DonationId(gift), wish, "clerk");
                        });
    }

    @Nested
    class Refused {

        private UUID gift() {
            return gifts.gift(canadian("Refused"), "CA", "CAD", 10_000, "2008-03-01T12:00:00Z");
        }

        private void refused(UUID gift, Map<String, Object> wish, String pointer) {
            record("CA", gift, wish).statusCode(400).body("violations.pointer", contains(pointer));
            shown("CA", gift).body("records", hasSize(0));
        }

        @Test
        void what_is_no_value_no_line_of_text_or_no_law_of_the_office() {
            UUID gift = gift();
            refused(gift, given("Dinner", 0, "CAD"), "/value/minor");
            refused(gift, given("Dinner", 100, "USD"), "/value/currency");
            refused(gift, given("x".repeat(201), 100, "CAD"), "/description");
            refused(gift, given(" ", 100, "CAD"), "/description");
            refused(gift, given("Din\nner", 100, "CAD"), "/description");
            refused(gift, given("Din\u202ener", 100, "CAD"), "/description");
            Map<String, Object> intangible = given("Service", 0, "CAD");
            intangible.put("intangibleReligious", true);
            refused(gift, intangible, "/intangibleReligious");
            record("CA", gift, given("Dinner", 1_000_000_000_000_001L, "CAD")).statusCode(400);
            record("CA", gift, given("x".repeat(200), 100, "CAD")).statusCode(200);
        }

        @Test
        void a_value_of_what_is_intangible_and_money_that_is() {
            UUID gift =
                    gifts.gift(american("Refused"), "US", "USD", 10_000, "2008-03-01T12:00:00Z");
            Map<String, Object> wish = given("Service", 1, "USD");
            wish.put("intangibleReligious", true);
            record("US", gift, wish)
                    .statusCode(400)
                    .body("violations.pointer", contains("/value/minor"));
            wish = given("Service", 0, "USD");
            wish.put("intangibleReligious", true);
            wish.put("cashLike", true);
            record("US", gift, wish)
                    .statusCode(400)
                    .body("violations.pointer", contains("/cashLike"));
        }

        @Test
        void other_offices_other_roles_and_gifts_that_are_not_there() {
            UUID gift = gift();
            record("DE", gift, given("Dinner", 100, "CAD")).statusCode(404);
            remove("DE", gift, "mine").statusCode(404);
            record("CA", UUID.randomUUID(), given("Dinner", 100, "CAD")).statusCode(404);
            for (String role : List.of("office", "privacy", "admin")) {
                TestStaff.as(role, "CA")
                        .get("/v1/staff/gifts/" + gift + "/benefit")
                        .then()
                        .statusCode(403);
            }
            TestStaff.as("finance", "US")
                    .get("/v1/staff/gifts/" + gift + "/benefit")
                    .then()
                    .statusCode(404);
            remove("CA", gift, "nothing there").statusCode(409);
            remove("CA", gift, " ").statusCode(400);
            shown("CA", gift).body("records", hasSize(0));
        }

        @Test
        void a_record_once_made_cannot_be_rewritten_in_the_database() {
            UUID gift = gift();
            record("CA", gift, given("Dinner", 4_000, "CAD")).statusCode(200);
            for (String wrong :
                    List.of(
                            "UPDATE gift_benefit SET value_minor = 1 WHERE donation_id = ?",
                            "UPDATE gift_benefit SET live = false, description = 'x' WHERE donation_id = ?",
                            "DELETE FROM gift_benefit WHERE donation_id = ?")) {
                IllegalStateException refused =
                        assertThrows(
                                IllegalStateException.class, () -> gifts.sql().write(wrong, gift));
                assertTrue(refused.getMessage().contains("23001"), refused.getMessage());
            }
            shown("CA", gift).body("benefit.value.minor", equalTo(4_000));
        }
    }

    @Test
    void corrections_keep_the_history_and_the_same_key_records_once() {
        UUID gift = gifts.gift(canadian("History"), "CA", "CAD", 10_000, "2009-03-01T12:00:00Z");
        String key = UUID.randomUUID().toString();
        Map<String, Object> dinner = given("  Dinner ", 4_000, "CAD");
        String first = record("CA", gift, dinner, key).statusCode(200).extract().asString();
        String again =
                record("CA", gift, dinner, key)
                        .statusCode(200)
                        .header("Idempotency-Replayed", "true")
                        .extract()
                        .asString();
        assertEquals(first, again);
        record("CA", gift, given("Dinner", 4_001, "CAD"), key).statusCode(422);
        record("CA", gift, given("Dinner", 3_000, "CAD")).statusCode(200);
        remove("CA", gift, "The seat stayed empty").statusCode(201);
        shown("CA", gift)
                .body("benefit", nullValue())
                .body("effect", nullValue())
                .body("left.minor", equalTo(10_000))
                .body("records", hasSize(3))
                .body("records[0].reason", equalTo("The seat stayed empty"))
                .body("records[1].value.minor", equalTo(3_000))
                .body("records[2].description", equalTo("Dinner"))
                .body("records.recordedBy", everyItem(not(nullValue())));
        assertEquals(
                1,
                gifts.count(
                        "SELECT count(*) FROM gift_benefit WHERE donation_id = ? AND live", gift));
        for (String act : List.of("recorded", "removed", "shown")) {
            assertTrue(
                    gifts.count(
                                    "SELECT count(*) FROM audit_entry WHERE action = ? AND object = ?",
                                    "gift-benefit." + act,
                                    "donation/" + gift)
                            > 0,
                    act);
        }
    }

    @Test
    void the_mail_that_says_nothing_was_given_is_not_sent_again() {
        UUID gift = gifts.gift(american("Mail"), "US", "USD", 10_000, "2009-03-01T12:00:00Z");
        record("US", gift, given("Dinner", 4_000, "USD")).statusCode(200);
        int status =
                TestStaff.as("office", "US")
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of())
                        .post("/v1/staff/gifts/" + gift + "/receipt-deliveries")
                        .then()
                        .extract()
                        .statusCode();
        assertEquals(409, status);
    }

    @Test
    void the_register_of_a_run_says_which_sum_is_which() throws IOException {
        UUID donor = canadian("Register");
        UUID gift = gifts.gift(donor, "CA", "CAD", 10_000, "2010-03-01T12:00:00Z");
        gifts.gift(donor, "CA", "CAD", 5_000, "2010-04-01T12:00:00Z");
        record("CA", gift, given("Dinner", 4_000, "CAD")).statusCode(200);
        String run =
                TestStaff.as("finance", "CA")
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("office", "CA", "year", 2010))
                        .post("/v1/staff/statement-runs")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        runs.run();
        documents.run();
        runs.run();
        Map<String, String> files = new HashMap<>();
        byte[] archive =
                TestStaff.as("finance", "CA")
                        .get("/v1/staff/statement-runs/" + run + "/archive")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        String[] register = files.get("register.csv").split("\r\n");
        assertEquals(
                "number,kind,state,issued_on,from,to,gifts,received,in_return,total,currency,sha256,certificate",
                register[0]);
        assertTrue(register[1].contains(",2,150.00,40.00,110.00,CAD,"), register[1]);
        JsonPath manifest = new JsonPath(files.get("manifest.json"));
        assertEquals(15_000, manifest.getInt("received.minor"));
        assertEquals(4_000, manifest.getInt("inReturn.minor"));
        assertEquals(11_000, manifest.getInt("total.minor"));
    }
}
