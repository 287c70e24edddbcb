package org.almoner.office;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Brings the offices of {@code offices.yaml} into the database at start-up and publishes what the
 * database holds. Twice changes nothing; two nodes at once take turns.
 */
@Singleton
class LoadOffices {

    /** Offices come before everything that refers to them. */
    static final int START_ORDER = 100;

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final DataSource database;
    private final InstantSource clock;
    private final Offices offices;

    LoadOffices(
            CatalogueFiles files,
            CatalogueTransaction transaction,
            DataSource database,
            InstantSource clock,
            Offices offices) {
        this.files = files;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.offices = offices;
    }

    void atStart(@Observes @Priority(START_ORDER) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid, or would rewrite what was in force
     */
    void load() {
        OfficesFile file = files.read(OfficesFile.NAME, OfficesFile.class);
        OfficesFileRules.check(file);
        transaction.run(connection -> store(connection, file.offices()));
        refresh();
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try (Connection connection = database.getConnection()) {
            offices.publish(OfficeTables.read(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException("The offices could not be read", failure);
        }
    }

    private void store(Connection connection, List<OfficesFile.Entry> entries) throws SQLException {
        storeOffices(connection, entries);
        Map<String, ZoneId> zones =
                entries.stream()
                        .collect(
                                Collectors.toMap(
                                        OfficesFile.Entry::code, it -> ZoneId.of(it.zone())));
        Function<String, LocalDate> today =
                office -> clock.instant().atZone(zones.get(office)).toLocalDate();
        bring(connection, "office_version", today, flat(entries, OfficeRows::versions));
        bring(connection, "office_tax_notice", today, flat(entries, OfficeRows::notices));
        bring(connection, "office_proof_limit", today, flat(entries, OfficeRows::limits));
        storeRegistrations(connection, flat(entries, OfficeRows::registrations));
    }

    private static void storeOffices(Connection connection, List<OfficesFile.Entry> entries)
            throws SQLException {
        Map<String, OfficeRows.OfficeRow> wanted =
                entries.stream()
                        .map(OfficeRows::office)
                        .collect(Collectors.toMap(OfficeRows.OfficeRow::code, it -> it));
        for (OfficeRows.OfficeRow stored : OfficeTables.offices(connection)) {
            OfficeRows.OfficeRow same = wanted.remove(stored.code());
            if (!stored.equals(same)) {
                throw new IllegalStateException(
                        OfficesFile.NAME
                                + ", office "
                                + stored.code()
                                + ": the database knows it with another jurisdiction, country,"
                                + " currency or zone, or the file does not name it. These stay for"
                                + " ever; an office that closes gets a version with takesGifts:"
                                + " false");
            }
        }
        insert(connection, "office", List.copyOf(wanted.values()));
    }

    private static void storeRegistrations(
            Connection connection, List<OfficeRows.RegistrationRow> rows) throws SQLException {
        insert(connection, "office_registration", rows);
    }

    private static void insert(Connection connection, String table, List<?> rows)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + table
                                + " SELECT * FROM jsonb_populate_recordset(null::"
                                + table
                                + ", ?::jsonb) ON CONFLICT DO NOTHING")) {
            insert.setString(1, OfficeRows.COLUMNS.valueToTree(rows).toString());
            insert.executeUpdate();
        }
    }

    private static void bring(
            Connection connection,
            String table,
            Function<String, LocalDate> today,
            List<EffectiveRows.Row> rows)
            throws SQLException {
        new EffectiveRows(connection, table, OfficesFile.NAME, today).bringTo(rows);
    }

    private static <T> List<T> flat(
            List<OfficesFile.Entry> entries, Function<OfficesFile.Entry, List<T>> part) {
        return entries.stream().flatMap(it -> part.apply(it).stream()).toList();
    }
}
