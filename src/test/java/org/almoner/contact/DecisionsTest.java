package org.almoner.contact;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMethod;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.erasure.SuppressionList;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;
import org.junit.jupiter.api.Test;

/** Decisions over what is stored: ledger, gifts, accounts, and the calls of staff. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Inject ContactDecisions contacts;
    @Inject TransferDecisions transfers;
    @Inject ConsentLedger ledger;
    @Inject SuppressionList suppressed;
    @Inject Strongbox strongbox;
    @Inject LoadRules rules;
    @Inject Sql sql;
    @Inject Ids ids;

    private DonorId donor(String office, String country) {
        return donor(office, country, "news@example.org");
    }

    private DonorId donor(String office, String country, String email) {
        UUID id = ids.next();
        sql.write(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, house_number, postcode, town, country,"
                        + " locale, created_at, last_seen_at) VALUES (?, ?, repeat(md5(?), 2),"
                        + " 'PERSON', 'MS', 'Alex', 'Decided', ?, 'Musterweg', '7', '10115',"
                        + " 'Musterstadt', ?, 'en', ?, ?)",
                id,
                office,
                id.toString(),
                email,
                country,
                NOW.minus(300, ChronoUnit.DAYS),
                NOW.minus(300, ChronoUnit.DAYS));
        return new DonorId(id);
    }

    private void says(DonorId donor, String office, String text, boolean given, Instant at) {
        says(donor, office, text, given, at, ConsentMethod.PORTAL);
    }

    private void says(
            DonorId donor,
            String office,
            String text,
            boolean given,
            Instant at,
            ConsentMethod method) {
        var circumstances =
                new ConsentCircumstances(
                        new ConsentAudience(office, "en", new OfficeCode(office), at),
                        "203.0.113.7",
                        "Browser",
                        "test",
                        method);
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                ledger.append(
                                        donor,
                                        List.of(new ConsentAnswer(text, 1, given)),
                                        circumstances));
    }

    private String mail(DonorId donor, Instant at) {
        return word(
                contacts.mayContact(donor, ContactChannel.EMAIL, ContactPurpose.NEWS, at)
                        .orElseThrow());
    }

    private static String word(ContactDecision decision) {
        return decision instanceof ContactDecision.Yes yes
                ? yes.ground().name()
                : ((ContactDecision.No) decision).reason().name();
    }

    @Test
    void the_ledger_is_read_as_it_was_at_the_moment_asked_for() {
        DonorId donor = donor("DE", "DE");
        says(donor, "DE", "de-newsletter-email", true, NOW.minus(20, ChronoUnit.DAYS));
        says(donor, "DE", "de-newsletter-email", false, NOW.minus(10, ChronoUnit.DAYS));
        assertEquals("NOT_ASKED", mail(donor, NOW.minus(21, ChronoUnit.DAYS)));
        assertEquals("CONFIRMED_CONSENT", mail(donor, NOW.minus(20, ChronoUnit.DAYS)));
        assertEquals("CONFIRMED_CONSENT", mail(donor, NOW.minus(11, ChronoUnit.DAYS)));
        assertEquals("WITHDRAWN", mail(donor, NOW.minus(10, ChronoUnit.DAYS)));
        assertEquals("WITHDRAWN", mail(donor, NOW));
    }

    @Test
    void a_box_left_alone_with_a_later_gift_does_not_lift_a_withdrawal() {
        DonorId donor = donor("GB", "GB");
        Instant day = Instant.parse("2026-01-10T10:00:00Z");
        says(donor, "GB", "gb-newsletter-email-consent", true, day, ConsentMethod.WIZARD);
        says(donor, "GB", "gb-newsletter-email-consent", false, day.plusSeconds(60));
        says(
                donor,
                "GB",
                "gb-newsletter-email",
                false,
                NOW.minus(1, ChronoUnit.DAYS),
                ConsentMethod.WIZARD);
        assertEquals("WITHDRAWN", mail(donor, NOW));
        DonorId other = donor("GB", "GB");
        says(
                other,
                "GB",
                "gb-newsletter-email",
                false,
                NOW.minus(1, ChronoUnit.DAYS),
                ConsentMethod.WIZARD);
        assertEquals("SOFT_OPT_IN_CHARITABLE", mail(other, NOW));
    }

    @Test
    void all_records_of_a_person_are_heard() {
        DonorId one = donor("DE", "DE");
        DonorId other = donor("DE", "DE");
        says(other, "DE", "de-newsletter-email", true, NOW.minus(1, ChronoUnit.DAYS));
        assertEquals("NOT_ASKED", mail(one, NOW));
        TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", other.value(), "reason", "the same person"))
                .post("/v1/staff/donors/" + one.value() + "/joins")
                .then()
                .statusCode(201);
        assertEquals("CONFIRMED_CONSENT", mail(one, NOW));
        assertEquals("CONFIRMED_CONSENT", mail(other, NOW));
    }

    @Test
    void a_death_that_a_bank_told_ends_all_writing() {
        DonorId donor = donor("US", "US");
        assertEquals("OPT_OUT", mail(donor, NOW));
        sql.write(
                "INSERT INTO recurring_gift (id, number, draft_id, donor_id, office, country,"
                        + " locale, amount_minor, currency, cadence, collection_day, anchor_number,"
                        + " anchor_month, start_on, method, receipts, state, end_reason,"
                        + " created_at, ended_at, version) VALUES (?, ?, ?, ?, 'US', 'US', 'en',"
                        + " 1000, 'USD', 'MONTHLY', 1, 1, '2026-01-01', '2026-01-01', 'SANDBOX',"
                        + " 'EACH', 'CANCELLED', 'DECEASED', ?, ?, 1)",
                ids.next(),
                "T-" + donor.value(),
                ids.next(),
                donor.value(),
                NOW,
                NOW);
        assertEquals("DECEASED", mail(donor, NOW));
        assertEquals("OPT_OUT", mail(donor, NOW.minusMillis(1)));
    }

    @Test
    void a_mailbox_of_somebody_who_was_erased_is_left_in_peace() {
        String address = "erased." + word() + "@example.org";
        DonorId donor = donor("US", "US", address);
        sql.write(
                "INSERT INTO suppressed_mailbox (fingerprint, suppressed_at) VALUES (?, ?)",
                strongbox.fingerprint("suppressed-mailbox|" + address),
                NOW.minus(5, ChronoUnit.DAYS));
        assertTrue(
                QuarkusTransaction.requiringNew()
                        .call(() -> suppressed.holds(EmailAddress.parse(address).orElseThrow())));
        assertEquals("OPT_OUT", mail(donor, NOW.minus(6, ChronoUnit.DAYS)));
        assertEquals("SUPPRESSED", mail(donor, NOW));
    }

    private static String word() {
        return UUID.randomUUID().toString().replaceAll("[0-9-]", "x");
    }

    @Test
    void many_are_decided_with_as_many_statements_as_one() {
        List<DonorId> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            DonorId donor = donor("DE", "DE");
            many.add(donor);
            if (i % 2 == 0) {
                says(donor, "DE", "de-newsletter-email", true, NOW.minus(1, ChronoUnit.DAYS));
            }
        }
        many.add(new DonorId(UUID.randomUUID()));
        sql.write("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        sql.read("SELECT pg_stat_statements_reset()", row -> 1);
        Map<DonorId, ContactDecision> decided =
                contacts.mayContact(many, ContactChannel.EMAIL, ContactPurpose.NEWS, NOW);
        transfers.mayTransfer(many, new OfficeCode("US"), NOW);
        List<String> often =
                sql.read(
                        "SELECT query FROM pg_stat_statements WHERE calls > 30"
                                + " AND query ~ 'consent_event|donor|donation|suppressed'",
                        row -> row.getString(1));
        assertEquals(List.of(), often);
        assertEquals(60, decided.size(), "one does not exist");
        assertEquals(30, decided.values().stream().filter(ContactDecision::isYes).count());
    }

    @Test
    void data_go_to_another_office_only_when_the_person_was_told() {
        DonorId donor = donor("US", "DE");
        OfficeCode germany = new OfficeCode("DE");
        var before = transfers.mayTransfer(donor, germany, NOW).orElseThrow();
        assertFalse(before.isYes());
        says(donor, "DE", "de-transfer", true, NOW.minus(1, ChronoUnit.DAYS));
        var after = transfers.mayTransfer(donor, germany, NOW).orElseThrow();
        assertTrue(after.isYes(), after.toString());
    }

    @Test
    void staff_see_every_channel_and_purpose_with_rule_and_words_and_the_look_is_on_the_trail() {
        DonorId donor = donor("DE", "DE");
        says(donor, "DE", "de-newsletter-email", true, NOW.minus(1, ChronoUnit.DAYS));
        String path = "/v1/staff/donors/" + donor.value() + "/contact-decisions";
        String mail = "items.find { it.channel == 'EMAIL' && it.purpose == 'NEWS' }";
        TestStaff.as("privacy", "DE")
                .queryParam("at", NOW.toString())
                .get(path)
                .then()
                .statusCode(200)
                .body("items", hasSize(16))
                .body("office", equalTo("DE"))
                .body(mail + ".allowed", equalTo(true))
                .body(mail + ".ground", equalTo("CONFIRMED_CONSENT"))
                .body(mail + ".rule.id", equalTo("de-email"))
                .body(mail + ".answer.text.id", equalTo("de-newsletter-email"))
                .body(mail + ".reason", nullValue())
                .body(
                        "items.find { it.channel == 'PHONE' && it.purpose == 'NEWS' }.reason",
                        equalTo("NO_CONTACT_DATA"));
        TestStaff.as("privacy", "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/audit-trail")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.object == 'donor/" + donor.value() + "' }.action",
                        equalTo(List.of("contact-decisions.shown")));
        TestStaff.as("office", "GB").get(path).then().statusCode(404);
        TestStaff.as("finance", "DE").get(path).then().statusCode(403);
        for (String wrong : List.of("yesterday", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z")) {
            TestStaff.as("privacy", "DE")
                    .queryParam("at", wrong)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("query:at"));
        }
    }

    @Test
    void staff_see_to_which_offices_data_may_go() {
        DonorId donor = donor("US", "DE");
        says(donor, "DE", "de-transfer", true, NOW.minus(1, ChronoUnit.DAYS));
        TestStaff.as("office", "US")
                .queryParam("at", NOW.toString())
                .get("/v1/staff/donors/" + donor.value() + "/transfer-decisions")
                .then()
                .statusCode(200)
                .body("from", equalTo("US"))
                .body("items.find { it.to == 'DE' }.instrument", equalTo("NOT_RESTRICTED"))
                .body("items.find { it.to == 'GB' }.reason", equalTo("NOT_TOLD"))
                .body("items.findAll { it.to == 'US' }", hasSize(0));
        TestStaff.as("office", "GB")
                .get("/v1/staff/donors/" + donor.value() + "/transfer-decisions")
                .then()
                .statusCode(404);
    }

    @Test
    void a_rule_that_was_in_force_is_never_rewritten() {
        ContactFile file = Persons.contactFile();
        List<ContactFile.Entry> changed = new ArrayList<>(file.rules());
        ContactFile.Entry first = changed.remove(0);
        var missing =
                assertThrows(
                        IllegalStateException.class,
                        () -> rules.load(new ContactFile(changed), Persons.transferFile()));
        assertTrue(missing.getMessage().contains("rule " + first.id()), missing.getMessage());
        assertTrue(missing.getMessage().contains("is missing"), missing.getMessage());
        List<TransferFile.Paper> papers = new ArrayList<>(Persons.transferFile().agreements());
        TransferFile.Paper paper = papers.remove(0);
        papers.add(
                new TransferFile.Paper(
                        paper.id(),
                        paper.from(),
                        paper.to(),
                        paper.instrument(),
                        List.of(
                                new TransferFile.PaperVersion(
                                        LocalDate.of(2026, 1, 1), false, "folder"))));
        var rewritten =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                rules.load(
                                        file,
                                        new TransferFile(Persons.transferFile().rules(), papers)));
        assertTrue(
                rewritten.getMessage().contains("agreement " + paper.id()), rewritten.getMessage());
        assertTrue(rewritten.getMessage().contains("has changed"), rewritten.getMessage());
        rules.load(file, Persons.transferFile());
        assertEquals("OPT_OUT", mail(donor("US", "US"), NOW));
    }
}
