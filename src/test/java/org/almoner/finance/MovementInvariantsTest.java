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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The self-check is shown one violation of each of I25 to I29, in a database of its own whose
 * guards are off, and finds it; before that it is content.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovementInvariantsTest {

    private static final UUID GIFT = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID PAYMENT = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID RETURN = UUID.fromString("00000000-0000-0000-0000-00000000000c");
    private static final UUID HELD = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID HELD_FEE = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final UUID OUT = UUID.fromString("00000000-0000-0000-0000-000000000003");
    private static final UUID OUT_FEE = UUID.fromString("00000000-0000-0000-0000-000000000004");
    private static final UUID ARRIVAL = UUID.fromString("00000000-0000-0000-0000-000000000005");

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private PGSimpleDataSource own;
    private MovementInvariants invariants;

    @BeforeAll
    void aDatabaseWithoutGuards() throws SQLException {
        onServer("CREATE DATABASE broken_movements");
        own = new PGSimpleDataSource();
        own.setUrl(url.replaceAll("/[^/?]+(\\?.*)?$", "/broken_movements"));
        own.setUser("postgres");
        own.setPassword("postgres");
        Flyway.configure()
                .dataSource(own)
                .locations("filesystem:src/main/resources/db/migration")
                .load()
                .migrate();
        run(
                "ALTER TABLE donation DROP CONSTRAINT ck_donation_reversed",
                "ALTER TABLE donation DROP CONSTRAINT ck_donation_reversed_state");
        invariants = new MovementInvariants(new PatientReads(own));
    }

    @AfterAll
    void nothingIsLeftBehind() throws SQLException {
        onServer("DROP DATABASE broken_movements WITH (FORCE)");
    }

    /** A gift of 25.00 that was lost in a dispute with a fee of 15.00, and a payout of 24.00. */
    @BeforeEach
    void booksAsTheyShouldBe() throws SQLException {
        run(
                "TRUNCATE ledger_entry, payment_reversal, payment_dispute, payment, donation, provider_account,"
                        + " provider_movement, provider_payout, bank_movement CASCADE",
                "INSERT INTO provider_account (provider, office, known_since, read_until, not_before)"
                        + " VALUES ('nobody', 'DE', now(), now(), now())",
                """
                INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor, currency,
                    reversed_minor, state, provider_key, provider_key_expires_at, locale, details, opened_at,
                    settled_at, changed_at, version)
                VALUES ('%s', '%s', 1, 'DE', 'nobody', 'SANDBOX', 2500, 'EUR', 2500, 'RETURNED', 'key', now(), 'de',
                    '{}', now(), now(), now(), 1)"""
                        .formatted(PAYMENT, GIFT),
                """
                INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency, reversed_minor, country,
                    locale, method, state, status, payment_id, attempts, pledged_at, settled_at, version)
                VALUES ('%s', gen_random_uuid(), gen_random_uuid(), 'DE', 2500, 'EUR', 2500, 'DE', 'de', 'SANDBOX',
                    'RETURNED', 'RETURNED', '%s', 1, now(), now(), 1)"""
                        .formatted(GIFT, PAYMENT),
                "INSERT INTO payment_dispute (provider, provider_reference, payment_id, closed, recorded_at, closed_at)"
                        + " VALUES ('nobody', 'dp', '%s', true, now(), now() - interval '73 hours')"
                                .formatted(PAYMENT),
                movement(
                        HELD,
                        HELD_FEE,
                        "'DISPUTE', '%1$s', '%1$s', -2500, 1500".formatted(PAYMENT),
                        "NULL"),
                movement(OUT, OUT_FEE, "'PAYOUT', NULL, NULL, -2400, 0", "'po'"),
                "INSERT INTO provider_payout (id, provider, office, payout, amount_minor, currency, recorded_at,"
                        + " arrives_on, parts, parts_not_before, arrival_id, bank_key, bank_day, arrived_at) VALUES"
                        + " ('%s', 'nobody', 'DE', 'po', 2400, 'EUR', now(), '2026-11-25', 'WHOLE', now(), '%s', 'k',"
                                .formatted(OUT, ARRIVAL)
                        + " '2026-11-25', now())",
                "INSERT INTO bank_movement (id, file_id, statement, office, account, entry_key, key, part, parts,"
                        + " position, booked_on, amount_minor, currency, credit, reversal, batch, several, content,"
                        + " state, belongs_to, decided_at) VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'DE', 'a',"
                        + " 'k', 'k', 0, 1, 1, '2026-11-25', 2400, 'EUR', true, false, false, false, 'c', 'MATCHED',"
                        + " 'payout/%s', now())".formatted(OUT),
                booking("GIFT", PAYMENT, "CLEARING-NOBODY DONATIONS", 2500, true),
                booking("RETURN", RETURN, "DONATIONS-GIVEN-BACK DISPUTES-HELD", 2500, true),
                booking("DISPUTE", HELD, "DISPUTES-HELD CLEARING-NOBODY", 2500, true),
                booking("PROVIDER_FEE", HELD_FEE, "PROVIDER-FEES CLEARING-NOBODY", 1500, true),
                booking("PAYOUT", OUT, "PAYOUTS-UNDERWAY CLEARING-NOBODY", 2400, false),
                booking("PAYOUT_ARRIVED", ARRIVAL, "BANK PAYOUTS-UNDERWAY", 2400, false));
        for (String id : List.of("I25", "I26", "I27", "I28", "I29")) {
            assertEquals(List.of(), offenders(id), id + " with nothing broken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM ledger_entry WHERE cause_type = 'DISPUTE'",
                "DELETE FROM ledger_entry WHERE cause_type = 'PROVIDER_FEE' AND leg = 2",
                "UPDATE ledger_entry SET debit_minor = 1499 WHERE cause_type = 'PROVIDER_FEE' AND leg = 1",
                "UPDATE ledger_entry SET account = 'BANK-FEES' WHERE account = 'PROVIDER-FEES'",
                "UPDATE ledger_entry SET donation_id = NULL WHERE cause_type = 'DISPUTE'",
                "UPDATE ledger_entry SET booked_at = booked_at + interval '1 s' WHERE cause_type = 'DISPUTE'"
            })
    void finds_a_movement_that_is_not_booked_or_otherwise_than_it_was_told(String plant)
            throws SQLException {
        run(plant);
        assertEquals(List.of("provider-movement/" + HELD), offenders("I25"));
    }

    @Test
    void finds_a_booking_without_a_movement() throws SQLException {
        run(booking("PAYOUT_FAILED", GIFT, "CLEARING-NOBODY PAYOUTS-UNDERWAY", 1, false));
        assertEquals(List.of("booking/PAYOUT_FAILED/" + GIFT), offenders("I25"));
    }

    @Test
    void finds_money_held_for_a_dispute_that_was_over_three_days_before_the_last_reading()
            throws SQLException {
        String lost = "DELETE FROM ledger_entry WHERE cause_type = 'RETURN'";
        run(lost);
        assertEquals(List.of("payment/" + PAYMENT), offenders("I26"));
        run("UPDATE payment_dispute SET closed_at = now() - interval '71 hours'");
        assertEquals(List.of(), offenders("I26"), "the provider has time");
        booksAsTheyShouldBe();
        run(lost, "UPDATE payment_dispute SET closed = false, closed_at = NULL");
        assertEquals(List.of(), offenders("I26"), "it is not over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM ledger_entry WHERE cause_type = 'PAYOUT_ARRIVED'",
                "UPDATE provider_payout SET bank_key = NULL, bank_day = NULL, arrived_at = NULL",
                "UPDATE ledger_entry SET debit_minor = 2399 WHERE account = 'BANK'",
                "UPDATE bank_movement SET amount_minor = 2401",
                "UPDATE bank_movement SET belongs_to = 'payout/another'",
                "DELETE FROM bank_movement"
            })
    void finds_a_payout_whose_arrival_is_not_what_bank_and_books_say(String plant)
            throws SQLException {
        run(plant);
        assertEquals(List.of("payout/" + OUT), offenders("I27"));
    }

    @Test
    void finds_an_arrival_without_a_payout() throws SQLException {
        run(booking("PAYOUT_ARRIVED", GIFT, "BANK PAYOUTS-UNDERWAY", 1, false));
        assertEquals(List.of("booking/PAYOUT_ARRIVED/" + GIFT), offenders("I27"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE donation SET state = 'SETTLED'",
                "UPDATE donation SET state = 'REFUNDED'",
                "UPDATE donation SET state = 'PARTLY_REFUNDED'",
                "UPDATE donation SET state = 'PLEDGED', settled_at = NULL",
                "DELETE FROM ledger_entry WHERE cause_type = 'RETURN'",
                "DELETE FROM ledger_entry WHERE cause_type = 'GIFT'",
                "UPDATE ledger_entry SET debit_minor = 2499 WHERE cause_type = 'RETURN' AND leg = 1"
            })
    void finds_a_gift_that_is_not_what_its_bookings_say(String plant) throws SQLException {
        run(plant);
        assertEquals(List.of("donation/" + GIFT), offenders("I28"));
    }

    @Test
    void finds_more_that_flowed_back_than_came() throws SQLException {
        run(booking("REFUND", GIFT, "DONATIONS-GIVEN-BACK CLEARING-NOBODY", 1, true));
        assertEquals(List.of("donation/" + GIFT), offenders("I29"));
    }

    private List<String> offenders(String id) {
        Invariant invariant =
                List.of(
                                invariants.bookedAsTold(),
                                invariants.nothingIsHeldForNothing(),
                                invariants.payoutsArriveOnce(),
                                invariants.giftsAreWhatTheBooksSay(),
                                invariants.notMoreBackThanCame())
                        .stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return invariant.offenders(20);
    }

    private static String movement(UUID id, UUID fee, String what, String payout) {
        return """
        INSERT INTO provider_movement (id, fee_id, provider, office, reference, kind, payment_told, payment_id,
            gross_minor, fee_minor, currency, recorded_at, payout, kept_at)
        VALUES ('%1$s', '%2$s', 'nobody', 'DE', 'r-%1$s', %3$s, 'EUR', '2026-11-25T10:00:00Z', %4$s, now())
        """
                .formatted(id, fee, what, payout);
    }

    private static String booking(
            String cause, UUID id, String accounts, long minor, boolean ofTheGift) {
        String[] sides = accounts.split(" ");
        String gift = ofTheGift ? "'" + GIFT + "'" : "NULL";
        return """
        INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account, currency,
            debit_minor, credit_minor, booked_at)
        VALUES ('%1$s', '%2$s', 1, %3$s, 'DE', '%4$s', 'EUR', %6$d, 0, '2026-11-25T10:00:00Z'),
               ('%1$s', '%2$s', 2, %3$s, 'DE', '%5$s', 'EUR', 0, %6$d, '2026-11-25T10:00:00Z')
        """
                .formatted(cause, id, gift, sides[0], sides[1], minor);
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
