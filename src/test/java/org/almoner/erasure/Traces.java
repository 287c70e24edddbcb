package org.almoner.erasure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Looks for a person's words in every column of every table. */
final class Traces {

    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1";

    private final DataSource database;

    Traces(DataSource database) {
        this.database = database;
    }

    /** {@code table.column} of all places where one of the words is. */
    Set<String> of(Collection<String> words) throws SQLException {
        String[] patterns =
                words.stream()
                        .map(it -> "%" + it.toLowerCase(Locale.ROOT) + "%")
                        .toArray(String[]::new);
        Set<String> found = new TreeSet<>();
        try (var connection = database.getConnection()) {
            for (String table : tables(connection)) {
                String sql =
                        "SELECT DISTINCT c.key FROM \"%s\" t, jsonb_each_text(to_jsonb(t)) c"
                                        .formatted(table)
                                + " WHERE lower(c.value) LIKE ANY (?)";
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setArray(1, connection.createArrayOf("text", patterns));
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(table + "." + rows.getString(1));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(java.sql.Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = connection.prepareStatement(TABLES);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
