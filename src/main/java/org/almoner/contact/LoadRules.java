package org.almoner.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.CatalogueTransaction;
import org.almoner.office.EffectiveRows;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/** Brings the two files of rules into the database's and the service's knowledge at start-up. */
@Singleton
class LoadRules {

    private static final int AFTER_OFFICES = 120;

    private static final EffectiveRows.Table CONTACT =
            new EffectiveRows.Table("contact_rule", "rule", ContactFile.NAME);
    private static final EffectiveRows.Table TRANSFER =
            new EffectiveRows.Table("transfer_rule", "rule", TransferFile.NAME);
    private static final EffectiveRows.Table AGREEMENT =
            new EffectiveRows.Table("transfer_agreement", "agreement", TransferFile.NAME);

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final Sql sql;
    private final Offices offices;
    private final KnownRules known;
    private final InstantSource clock;

    LoadRules(
            CatalogueFiles files,
            CatalogueTransaction transaction,
            Sql sql,
            Offices offices,
            KnownRules known,
            InstantSource clock) {
        this.files = files;
        this.transaction = transaction;
        this.sql = sql;
        this.offices = offices;
        this.known = known;
        this.clock = clock;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        load(
                files.read(ContactFile.NAME, ContactFile.class),
                files.read(TransferFile.NAME, TransferFile.class));
    }

    /**
     * @throws IllegalStateException when a file is not valid, or would rewrite what was in force;
     *     nothing is changed then
     */
    void load(ContactFile contact, TransferFile transfer) {
        ContactFileRules.check(contact, offices.all().stream().map(Office::country).toList());
        TransferFileRules.check(transfer, offices.all());
        transaction.run(
                connection -> {
                    bring(connection, CONTACT, rows(contact));
                    bring(connection, TRANSFER, rows(transfer));
                    bring(connection, AGREEMENT, papers(transfer));
                });
        refresh();
    }

    private void bring(
            Connection connection, EffectiveRows.Table table, List<EffectiveRows.Row> rows)
            throws SQLException {
        // A day has come as soon as it is that day anywhere on earth.
        LocalDate today = clock.instant().atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        new EffectiveRows(connection, table, any -> today).bringTo(rows);
    }

    private static List<EffectiveRows.Row> rows(ContactFile file) {
        List<EffectiveRows.Row> rows = new ArrayList<>();
        for (ContactFile.Entry entry : file.rules()) {
            entry.versions().forEach(it -> rows.add(row(entry.id(), it.validFrom(), entry.as(it))));
        }
        return rows;
    }

    private static List<EffectiveRows.Row> rows(TransferFile file) {
        List<EffectiveRows.Row> rows = new ArrayList<>();
        for (TransferFile.Entry entry : file.rules()) {
            entry.versions().forEach(it -> rows.add(row(entry.id(), it.validFrom(), entry.as(it))));
        }
        return rows;
    }

    private static List<EffectiveRows.Row> papers(TransferFile file) {
        List<EffectiveRows.Row> rows = new ArrayList<>();
        for (TransferFile.Paper paper : file.agreements()) {
            paper.versions().forEach(it -> rows.add(row(paper.id(), it.validFrom(), paper.as(it))));
        }
        return rows;
    }

    private static EffectiveRows.Row row(String id, LocalDate validFrom, Object rule) {
        ObjectNode content = JSON.createObjectNode();
        content.set("content", JSON.valueToTree(rule));
        return new EffectiveRows.Row(id, validFrom, content);
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        known.publish(
                new Rulebook(
                        stored(
                                "SELECT rule, valid_from, content::text FROM contact_rule",
                                ContactRule.class)),
                new TransferBook(
                        stored(
                                "SELECT rule, valid_from, content::text FROM transfer_rule",
                                TransferRule.class),
                        stored(
                                "SELECT agreement, valid_from, content::text FROM transfer_agreement",
                                Agreement.class)));
    }

    private <T> Map<String, NavigableMap<LocalDate, T>> stored(String select, Class<T> shape) {
        Map<String, NavigableMap<LocalDate, T>> found = new HashMap<>();
        sql.read(
                select,
                row ->
                        found.computeIfAbsent(row.getString(1), none -> new TreeMap<>())
                                .put(Sql.day(row, "valid_from"), read(row.getString(3), shape)));
        return found;
    }

    private static <T> T read(String json, Class<T> shape) {
        try {
            return JSON.readValue(json, shape);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A stored rule cannot be read", unreadable);
        }
    }
}
