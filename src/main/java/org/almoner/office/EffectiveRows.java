package org.almoner.office;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Brings a table of effective-dated rows to what a catalogue file says, without ever rewriting the
 * past: a row whose day has come stays as it is, and a file that would change or drop it is
 * refused.
 *
 * <p>The table has the columns {@code office} (or the key it names), {@code valid_from} and {@code
 * sha256}, and one for each member of a row's content that is to be kept.
 */
public final class EffectiveRows {

    /** Sorted members and no nulls, so that a column added later does not change old hashes. */
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /**
     * Where rows are kept.
     *
     * @param name of the table, a constant of the caller's
     * @param key column that says whose a row is, a constant of the caller's
     * @param file name of the catalogue file, for refusals
     */
    public record Table(String name, String key, String file) {}

    /**
     * One row.
     *
     * @param office whose row: an office, or what the key of the table names
     * @param validFrom first day it is in force, there
     * @param content its other columns by name; members without a column only count for the hash
     */
    public record Row(String office, LocalDate validFrom, ObjectNode content) {

        private Key key() {
            return new Key(office, validFrom);
        }
    }

    private record Key(String office, LocalDate validFrom) {}

    private final Connection connection;
    private final Table table;
    private final Function<String, LocalDate> today;

    /**
     * @param connection an open transaction
     * @param table name of the table, a constant of the caller's
     * @param file name of the catalogue file, for refusals
     * @param today the present day at an office
     */
    public EffectiveRows(
            Connection connection, String table, String file, Function<String, LocalDate> today) {
        this(connection, new Table(table, "office", file), today);
    }

    /**
     * For rows that belong to something else than an office.
     *
     * @param connection an open transaction
     * @param today the present day for what the key of the table names
     */
    public EffectiveRows(Connection connection, Table table, Function<String, LocalDate> today) {
        this.connection = connection;
        this.table = table;
        this.today = today;
    }

    /**
     * Adds what is new, replaces what is not in force yet, leaves what is equal.
     *
     * @throws IllegalStateException when a row in force would change or vanish; the message names
     *     file, office and day
     */
    public void bringTo(List<Row> rows) throws SQLException {
        Map<Key, String> stored = stored();
        for (Row row : rows) {
            String hash = hash(row.content());
            String before = stored.remove(row.key());
            if (!hash.equals(before)) {
                if (before != null) {
                    remove(row.key(), "has changed");
                }
                insert(row, hash);
            }
        }
        for (Key vanished : stored.keySet()) {
            remove(vanished, "is missing");
        }
    }

    private Map<Key, String> stored() throws SQLException {
        Map<Key, String> stored = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT "
                                        + table.key()
                                        + ", valid_from, sha256 FROM "
                                        + table.name());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LocalDate validFrom = row.getObject(2, LocalDate.class);
                stored.put(new Key(row.getString(1), validFrom), row.getString(3));
            }
        }
        return stored;
    }

    private void remove(Key key, String what) throws SQLException {
        if (!key.validFrom().isAfter(today.apply(key.office()))) {
            throw new IllegalStateException(
                    table.file()
                            + ", "
                            + table.key()
                            + " "
                            + key.office()
                            + ": the entry of "
                            + key.validFrom()
                            + " ("
                            + table.name()
                            + ") "
                            + what
                            + ", but it has been in force already. Restore it, and add an entry with"
                            + " a later validFrom instead");
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM "
                                + table.name()
                                + " WHERE "
                                + table.key()
                                + " = ? AND valid_from = ?")) {
            delete.setString(1, key.office());
            delete.setObject(2, key.validFrom());
            delete.executeUpdate();
        }
    }

    private void insert(Row row, String hash) throws SQLException {
        ObjectNode full = row.content().deepCopy();
        full.put(table.key(), row.office());
        full.put("valid_from", row.validFrom().toString());
        full.put("sha256", hash);
        String sql =
                "INSERT INTO "
                        + table.name()
                        + " SELECT (jsonb_populate_record(null::"
                        + table.name()
                        + ", ?::jsonb)).*";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, full.toString());
            insert.executeUpdate();
        }
    }

    private static String hash(JsonNode content) {
        try {
            Object sorted = CANONICAL.treeToValue(content, Object.class);
            byte[] text = CANONICAL.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (com.fasterxml.jackson.core.JsonProcessingException
                | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
