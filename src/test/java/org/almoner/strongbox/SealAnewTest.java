package org.almoner.strongbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.selfcheck.PatientReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SealAnewTest {

    private static final SealedColumn COLUMN = new SealedColumn("test_secret", "number");
    private static final int ROWS = 450; // more than two slices

    @TempDir Path directory;

    private final DataSource database;
    private final Map<UUID, String> numbers = new LinkedHashMap<>();

    SealAnewTest(DataSource database) {
        this.database = database;
    }

    @BeforeEach
    void sealUnderTheOldKey() throws SQLException {
        run("CREATE TABLE test_secret (id uuid PRIMARY KEY, number text)");
        Strongbox old = Rings.strongbox(directory, "a");
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO test_secret VALUES (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                UUID id = UUID.randomUUID();
                numbers.put(id, "number " + i);
                insert.setObject(1, id);
                insert.setString(2, old.seal(place(id), "number " + i));
                insert.addBatch();
            }
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, null);
            insert.addBatch();
            insert.executeBatch();
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        run("DROP TABLE test_secret");
    }

    private static Compartment place(UUID id) {
        return new Compartment(COLUMN.table(), COLUMN.column(), id);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<UUID, String> stored() throws SQLException {
        Map<UUID, String> stored = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id, number FROM test_secret WHERE number IS NOT NULL")) {
            while (rows.next()) {
                stored.put(rows.getObject(1, UUID.class), rows.getString(2));
            }
        }
        return stored;
    }

    private List<String> strangers(Strongbox strongbox) {
        return new KeysAreThere(strongbox, List.of(COLUMN), new PatientReads(database))
                .offenders(20);
    }

    @Test
    void afterOneRunTheOldKeyIsNeededNoMore() throws SQLException {
        assertEquals(20, strangers(Rings.strongbox(directory, "b")).size());
        assertEquals(List.of(), strangers(Rings.strongbox(directory, "b", "a")));
        new SealAnew(Rings.strongbox(directory, "b", "a"), List.of(COLUMN), database).sealAnew();
        Strongbox onlyNew = Rings.strongbox(directory, "b");
        stored().forEach(
                        (id, value) ->
                                assertEquals(numbers.get(id), onlyNew.open(place(id), value)));
        assertEquals(ROWS, stored().size());
        assertEquals(List.of(), strangers(onlyNew));
    }

    @Test
    void whatIsUnderTheActiveKeyAlreadyIsNotTouched() throws SQLException {
        Map<UUID, String> before = stored();
        new SealAnew(Rings.strongbox(directory, "a", "b"), List.of(COLUMN), database).sealAnew();
        assertEquals(before, stored());
    }

    @Test
    void aDamagedValueStaysAsItIsAndDoesNotHoldUpTheOthers() throws SQLException {
        UUID damaged = numbers.keySet().iterator().next();
        run(
                "UPDATE test_secret SET number = overlay(number PLACING 'AAAAAAAA' FROM 25)"
                        + " WHERE id = '"
                        + damaged
                        + "'");
        String before = stored().get(damaged);
        new SealAnew(Rings.strongbox(directory, "b", "a"), List.of(COLUMN), database).sealAnew();
        Map<UUID, String> after = stored();
        assertEquals(before, after.remove(damaged));
        assertTrue(after.values().stream().allMatch(it -> it.startsWith("v1:b:")));
    }
}
