package org.almoner.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The self-check is shown one violation of each of I1 to I5, in a database of its own whose guards
 * are off, and finds it; before and after that it is content.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerInvariantsTest {

    private static final UUID DONOR = UUID.fromString("00000000-0000-0000-0000-00000000000d");
    private static final UUID GIFT = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID PAYMENT = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private PGSimpleDataSource own;
    private LedgerInvariants invariants;

    @BeforeAll
    void aDatabaseWithoutGuards() throws SQLException {
        onServer("CREATE DATABASE broken_books");
        own = new PGSimpleDataSource();
        own.setUrl(url.replaceAll("/[^/?]+(\\?.*)?$", "/broken_books"));
        own.setUser("postgres");
        own.setPassword("postgres");
        Flyway.configure()
                .dataSource(own)
                .locations("filesystem:src/main/resources/db/migration")
                .load()
                .migrate();
        run(
                "ALTER TABLE donation DROP CONSTRAINT uq_donation_draft",
                "DROP INDEX uq_payment_alive",
                "ALTER TABLE payment DROP CONSTRAINT uq_payment_provider_reference",
                "ALTER TABLE payment DROP CONSTRAINT ck_payment_reversed",
                "ALTER TABLE payment DROP CONSTRAINT ck_payment_reversed_state");
        invariants = new LedgerInvariants(new PatientReads(own));
    }

    @AfterAll
    void nothingIsLeftBehind() throws SQLException {
        onServer("DROP DATABASE broken_books WITH (FORCE)");
    }

    /** One gift of 25.00, settled, booked, of which 10.00 flowed back. */
    @BeforeEach
    void booksAsTheyShouldBe() throws SQLException {
        run(
                "SET session_replication_role = replica",
                "TRUNCATE ledger_entry, payment_reversal, payment, donation, donor CASCADE",
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, town, country, locale, created_at,"
                        + " last_seen_at) VALUES ('%s', 'DE', repeat('a', 64), 'PERSON', 'MS',"
                                .formatted(DONOR)
                        + " 'Erika', 'Beispiel', 'erika@example.org', 'Weg', 'Ort', 'DE', 'de',"
                        + " now(), now())",
                payment(PAYMENT, GIFT, 1, "ref-1"),
                donation(GIFT, PAYMENT),
                "UPDATE payment SET state = 'PARTLY_REFUNDED', reversed_minor = 1000",
                "UPDATE donation SET state = 'PARTLY_REFUNDED', status = 'PARTLY_REFUNDED',"
                        + " reversed_minor = 1000",
                "INSERT INTO payment_reversal (id, payment_id, provider, provider_reference, kind,"
                        + " amount_minor, currency, recorded_at) VALUES (gen_random_uuid(), '%s',"
                                .formatted(PAYMENT)
                        + " 'nobody', 're-1', 'REFUND', 1000, 'EUR', now())",
                entry("GIFT", PAYMENT, 1, 2500, 0),
                entry("GIFT", PAYMENT, 2, 0, 2500),
                entry("REFUND", DONOR, 1, 1000, 0),
                entry("REFUND", DONOR, 2, 0, 1000));
        for (String id : List.of("I1", "I2", "I3", "I4", "I5")) {
            assertEquals(List.of(), offenders(id), id + " with nothing broken");
        }
    }

    @Test
    void findsABookingWhoseSidesDiffer() throws SQLException {
        run("UPDATE ledger_entry SET credit_minor = 2499 WHERE cause_type = 'GIFT' AND leg = 2");
        assertEquals(List.of("GIFT/" + PAYMENT), offenders("I1"));
    }

    @Test
    void findsABookingInTwoCurrencies() throws SQLException {
        run("UPDATE ledger_entry SET currency = 'USD' WHERE cause_type = 'GIFT' AND leg = 2");
        assertEquals(List.of("GIFT/" + PAYMENT), offenders("I1"));
    }

    @Test
    void findsASettledGiftWithoutABookingAndABookingOfAGiftThatIsNot() throws SQLException {
        run("DELETE FROM ledger_entry WHERE cause_type = 'GIFT'");
        assertEquals(List.of("donation/" + GIFT), offenders("I2"));
        booksAsTheyShouldBe();
        run(
                "UPDATE donation SET state = 'PLEDGED', status = 'PENDING', settled_at = NULL,"
                        + " reversed_minor = 0");
        assertEquals(List.of("donation/" + GIFT), offenders("I2"));
    }

    @Test
    void findsAGiftBookedTwice() throws SQLException {
        run(entry("GIFT", GIFT, 1, 2500, 0), entry("GIFT", GIFT, 2, 0, 2500));
        assertEquals(List.of("donation/" + GIFT), offenders("I2"));
    }

    @Test
    void findsAnAmountThatDiffersBetweenGiftPaymentAndBooks() throws SQLException {
        for (String change :
                List.of(
                        "UPDATE donation SET amount_minor = 2600",
                        "UPDATE payment SET currency = 'USD'",
                        "UPDATE donation SET reversed_minor = 900",
                        "UPDATE ledger_entry SET debit_minor = 999 WHERE cause_type = 'REFUND'"
                                + " AND leg = 1")) {
            run(change);
            assertEquals(List.of("donation/" + GIFT), offenders("I3"), change);
            booksAsTheyShouldBe();
        }
    }

    @Test
    void findsADraftWithTwoGiftsAGiftPaidTwiceAndAReferenceTwice() throws SQLException {
        UUID another = UUID.randomUUID();
        run(
                payment(another, UUID.randomUUID(), 1, "ref-2"),
                donation(UUID.randomUUID(), another),
                "UPDATE donation SET draft_id = '%s'".formatted(DONOR));
        assertEquals(List.of("draft/" + DONOR), offenders("I4"));
        booksAsTheyShouldBe();
        run(payment(another, GIFT, 2, "ref-2"));
        assertEquals(List.of("donation/" + GIFT), offenders("I4"));
        booksAsTheyShouldBe();
        run(payment(another, UUID.randomUUID(), 1, "ref-1"));
        assertEquals(List.of("payment/nobody/ref-1"), offenders("I4"));
    }

    @Test
    void findsMoreFlownBackThanPaidAndASumThatIsNoSum() throws SQLException {
        run("UPDATE payment SET reversed_minor = 1100");
        assertEquals(List.of("payment/" + PAYMENT), offenders("I5"));
        booksAsTheyShouldBe();
        run(
                "UPDATE payment SET reversed_minor = 2600",
                "UPDATE payment_reversal SET amount_minor = 2600");
        assertEquals(List.of("payment/" + PAYMENT), offenders("I5"));
    }

    private List<String> offenders(String id) {
        Invariant invariant =
                List.of(
                                invariants.balanced(),
                                invariants.bookedOnce(),
                                invariants.amountsAgree(),
                                invariants.neverTwice(),
                                invariants.notMoreBackThanPaid())
                        .stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return invariant.offenders(20);
    }

    private static String payment(UUID id, UUID reference, int attempt, String providerReference) {
        return """
        INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor,
            currency, state, provider_key, provider_key_expires_at, provider_reference, locale,
            details, opened_at, settled_at, changed_at, version)
        VALUES ('%s', '%s', %d, 'DE', 'nobody', 'SANDBOX', 2500, 'EUR', 'SETTLED', '%s', now(),
            '%s', 'de', '{}', now(), now(), now(), 1)
        """
                .formatted(id, reference, attempt, "pay-" + id, providerReference);
    }

    private static String donation(UUID id, UUID payment) {
        return """
        INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency, country,
            locale, method, state, status, payment_id, attempts, pledged_at, settled_at, version)
        VALUES ('%s', gen_random_uuid(), '%s', 'DE', 2500, 'EUR', 'DE', 'de', 'SANDBOX', 'SETTLED',
            'RECEIVED', '%s', 1, now(), now(), 1)
        """
                .formatted(id, DONOR, payment);
    }

    private static String entry(String cause, UUID id, int leg, long debit, long credit) {
        return """
        INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account, currency,
            debit_minor, credit_minor, booked_at)
        VALUES ('%s', '%s', %d, '%s', 'DE', 'ACCOUNT', 'EUR', %d, %d, now())
        """
                .formatted(cause, id, leg, GIFT, debit, credit);
    }

    /** With triggers off, as only somebody who owns the server can do it. */
    private void run(String... statements) throws SQLException {
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void onServer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
