package org.almoner.office;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.almoner.sql.Sql;

/**
 * Terms of offices that are in force from a day on, each kept whole as JSON: brought from a
 * catalogue file into the database, and read from there. What was in force is never rewritten
 * ({@link EffectiveRows}).
 */
@Singleton
public class DatedTerms {

    /**
     * Where terms of one kind are kept: a table with the columns {@code office}, {@code
     * valid_from}, {@code sha256} and {@code terms}.
     *
     * @param name of the table, a constant of the caller's
     * @param file name of the catalogue file, for refusals
     * @param json how terms are written; what it writes is what the hash is made of, so it must
     *     stay as it is
     */
    public record Table<T>(String name, String file, Class<T> type, ObjectMapper json) {

        private EffectiveRows.Row row(Version<T> version) {
            ObjectNode content = json.createObjectNode();
            content.set("terms", json.valueToTree(version.terms()));
            return new EffectiveRows.Row(version.office(), version.validFrom(), content);
        }

        private T read(String terms) {
            try {
                return json.readValue(terms, type);
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException("A row of " + name + " is unreadable", unreadable);
            }
        }
    }

    /**
     * Terms of an office.
     *
     * @param validFrom first day they are in force, there
     */
    public record Version<T>(String office, LocalDate validFrom, T terms) {}

    /** All that a file says for one table. */
    public record Wanted<T>(Table<T> table, List<Version<T>> versions) {

        private List<EffectiveRows.Row> rows() {
            return versions.stream().map(table::row).toList();
        }
    }

    private final CatalogueTransaction transaction;
    private final Sql sql;
    private final Offices offices;

    /**
     * @param sql where terms are read
     */
    public DatedTerms(CatalogueTransaction transaction, Sql sql, Offices offices) {
        this.transaction = transaction;
        this.sql = sql;
        this.offices = offices;
    }

    /** Writes days as texts; the caller may set more before it is used first. */
    public static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /**
     * Brings tables to what their file says, all or none. Only at start-up.
     *
     * @throws IllegalStateException when something that was in force would change or vanish; the
     *     message names file, office and day
     */
    public void bring(List<Wanted<?>> all) {
        transaction.run(
                connection -> {
                    for (Wanted<?> wanted : all) {
                        bring(connection, wanted);
                    }
                });
    }

    private void bring(Connection connection, Wanted<?> wanted) throws SQLException {
        new EffectiveRows(
                        connection,
                        wanted.table().name(),
                        wanted.table().file(),
                        it -> offices.today(new OfficeCode(it)))
                .bringTo(wanted.rows());
    }

    /** All terms there are, by office and first day. */
    public <T> Map<OfficeCode, NavigableMap<LocalDate, T>> stored(Table<T> table) {
        Map<OfficeCode, NavigableMap<LocalDate, T>> found = new HashMap<>();
        sql.read(
                "SELECT office, valid_from, terms::text AS terms FROM " + table.name(),
                row ->
                        found.computeIfAbsent(
                                        new OfficeCode(row.getString("office")),
                                        none -> new TreeMap<>())
                                .put(
                                        Sql.day(row, "valid_from"),
                                        table.read(row.getString("terms"))));
        return found;
    }
}
