package org.almoner.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
 * The self-check is shown violations of I30 and I31, in a database of its own whose guards are off,
 * and finds them; before that it is content.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOverInvariantsTest {

    private static final String LIVING = "00000000-0000-0000-0000-00000000000a";
    private static final String ERASED = "00000000-0000-0000-0000-00000000000b";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private PGSimpleDataSource own;
    private HandOverInvariants invariants;

    @BeforeAll
    void aDatabaseWithoutGuards() throws SQLException {
        onServer("CREATE DATABASE broken_hand_overs");
        own = new PGSimpleDataSource();
        own.setUrl(url.replaceAll("/[^/?]+(\\?.*)?$", "/broken_hand_overs"));
        own.setUser("postgres");
        own.setPassword("postgres");
        Flyway.configure()
                .dataSource(own)
                .locations("filesystem:src/main/resources/db/migration")
                .load()
                .migrate();
        run(
                "ALTER TABLE donor DROP CONSTRAINT ck_donor_restricted",
                "ALTER TABLE donor DROP CONSTRAINT ck_donor_unreachable");
        invariants = new HandOverInvariants(new PatientReads(own));
    }

    @AfterAll
    void nothingIsLeftBehind() throws SQLException {
        onServer("DROP DATABASE broken_hand_overs WITH (FORCE)");
    }

    private void onServer(String statement) throws SQLException {
        try (Connection server = DriverManager.getConnection(url, "postgres", "postgres");
                Statement one = server.createStatement()) {
            one.execute(statement);
        }
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = own.getConnection();
                Statement one = connection.createStatement()) {
            one.execute("SET session_replication_role = replica");
            for (String statement : statements) {
                one.execute(statement);
            }
        }
    }

    private static String donor(String id, String erasedAt) {
        return "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                + " last_name, email, street, town, country, locale, created_at, last_seen_at,"
                + " erased_at) VALUES ('%1$s', 'DE', repeat(md5('%1$s'), 2), 'PERSON', 'MS', 'Alex',"
                        .formatted(id)
                + " 'Moved', 'alex@example.org', 'Weg', 'Ort', 'NL', 'de', now(), now(), "
                + erasedAt
                + ")";
    }

    private static String entry(int position, String donor, String kind) {
        boolean hasData = kind.equals("INITIAL");
        return "INSERT INTO handover_entry (id, office, position, donor_id, from_office, kind, made_at,"
                + " instrument, reason, fields, content_hash) VALUES"
                + " ('00000000-0000-0000-0000-00000000000%1$d', 'NL', %1$d, '%2$s', 'DE', '%3$s', now(),"
                        .formatted(position, donor, kind)
                + (hasData
                        ? " 'SINGLE_MARKET', NULL, '{town}', repeat('%d', 64))".formatted(position)
                        : " NULL, 'ERASED', '{}', NULL)");
    }

    private static String holding(String donor, String state, int entry, String hash) {
        return "INSERT INTO handover_holding (office, donor_id, from_office, state, entry_id,"
                + " content_hash, changed_at) VALUES ('NL', '%s', 'DE', '%s',"
                        .formatted(donor, state)
                + " '00000000-0000-0000-0000-00000000000%d', %s, now())".formatted(entry, hash);
    }

    @BeforeEach
    void feedsAsTheyShouldBe() throws SQLException {
        run(
                "TRUNCATE donor, handover_feed, handover_entry, handover_holding, handover_due CASCADE",
                donor(LIVING, "NULL"),
                donor(ERASED, "now()"),
                "INSERT INTO handover_feed VALUES ('NL', 3)",
                entry(1, LIVING, "INITIAL"),
                entry(2, ERASED, "INITIAL"),
                entry(3, ERASED, "ERASED"),
                holding(LIVING, "HELD", 1, "repeat('1', 64)"),
                holding(ERASED, "ERASED", 3, "NULL"));
        assertEquals(List.of(), offenders("I30"), "with nothing broken");
        assertEquals(List.of(), offenders("I31"), "with nothing broken");
    }

    private List<String> offenders(String id) {
        for (Invariant one :
                List.of(invariants.officesHoldWhatTheyWereTold(), invariants.feedsHaveNoHoles())) {
            if (one.id().equals(id)) {
                return one.offenders(10);
            }
        }
        throw new IllegalArgumentException(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE handover_holding SET entry_id = '00000000-0000-0000-0000-000000000002' WHERE state = 'HELD'",
                "UPDATE handover_holding SET content_hash = repeat('9', 64) WHERE state = 'HELD'",
                "UPDATE handover_holding SET state = 'WITHDRAWN', content_hash = NULL WHERE state = 'HELD'",
                "DELETE FROM handover_holding WHERE state = 'HELD'",
            })
    void aHoldingThatIsNotWhatTheLastEntryToldIsFound(String violation) throws SQLException {
        run(violation);
        assertEquals(List.of("hand-over/NL/" + LIVING), offenders("I30"));
    }

    @Test
    void somebodyErasedOfWhomTheOfficeWasNeverToldIsFoundUnlessItIsUnderWay() throws SQLException {
        run(
                "DELETE FROM handover_entry WHERE position = 3",
                "UPDATE handover_feed SET last_position = 2",
                "UPDATE handover_holding SET state = 'HELD', content_hash = repeat('2', 64),"
                        + " entry_id = '00000000-0000-0000-0000-000000000002' WHERE state = 'ERASED'");
        assertEquals(List.of("hand-over/NL/" + ERASED), offenders("I30"));
        run("INSERT INTO handover_due (donor_id) VALUES ('" + ERASED + "')");
        assertEquals(List.of(), offenders("I30"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM handover_entry WHERE position = 2",
                "UPDATE handover_feed SET last_position = 4",
                "UPDATE handover_feed SET last_position = 2",
                "DELETE FROM handover_entry",
            })
    void aHoleInAFeedIsFound(String violation) throws SQLException {
        run(violation);
        assertEquals(List.of("hand-over-feed/NL"), offenders("I31"));
    }
}
