package org.almoner.tax;

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
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.CatalogueTransaction;
import org.almoner.office.EffectiveRows;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/**
 * Brings {@code statements.yaml} and the pictures of signatures it names into the database's and
 * the service's knowledge at start-up. Pictures stay files; their hashes are part of the terms, so
 * a picture that is exchanged under its old name makes the start fail.
 */
@Singleton
class LoadStatementTerms {

    private static final int AFTER_OFFICES = 120;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final Sql sql;
    private final Offices offices;
    private final TermsOfStatements known;

    LoadStatementTerms(
            CatalogueFiles files,
            CatalogueTransaction transaction,
            Sql sql,
            Offices offices,
            TermsOfStatements known) {
        this.files = files;
        this.transaction = transaction;
        this.sql = sql;
        this.offices = offices;
        this.known = known;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid, a picture is missing, or the file
     *     would rewrite what was in force
     */
    void load() {
        StatementsFile file = files.read(StatementsFile.NAME, StatementsFile.class);
        StatementsFileRules.check(file, offices.all());
        List<EffectiveRows.Row> rows = new ArrayList<>();
        List<EffectiveRows.Row> benefits = new ArrayList<>();
        for (StatementsFile.Entry entry : file.offices()) {
            for (StatementsFile.Version version : entry.versions()) {
                String facsimile = picture(version.signature().facsimile());
                ObjectNode content = JSON.createObjectNode();
                content.set("terms", JSON.valueToTree(StatementTerms.of(version, facsimile)));
                rows.add(new EffectiveRows.Row(entry.office(), version.validFrom(), content));
            }
            for (StatementsFile.BenefitVersion version : entry.benefits()) {
                ObjectNode content = JSON.createObjectNode();
                content.set("terms", JSON.valueToTree(version.terms()));
                benefits.add(new EffectiveRows.Row(entry.office(), version.validFrom(), content));
            }
        }
        transaction.run(
                connection -> {
                    bring(connection, "statement_terms", rows);
                    bring(connection, "statement_benefit_rule", benefits);
                });
        refresh();
    }

    private void bring(Connection connection, String table, List<EffectiveRows.Row> rows)
            throws SQLException {
        new EffectiveRows(
                        connection,
                        table,
                        StatementsFile.NAME,
                        it -> offices.today(new OfficeCode(it)))
                .bringTo(rows);
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<OfficeCode, NavigableMap<LocalDate, StatementTerms>> found = new HashMap<>();
        sql.read(
                "SELECT office, valid_from, terms::text AS terms FROM statement_terms",
                row ->
                        found.computeIfAbsent(
                                        new OfficeCode(row.getString("office")),
                                        none -> new TreeMap<>())
                                .put(
                                        Sql.day(row, "valid_from"),
                                        read(row.getString("terms"), StatementTerms.class)));
        known.publish(found, rules());
    }

    private Map<OfficeCode, BenefitRules> rules() {
        Map<OfficeCode, Map<LocalDate, BenefitRule>> found = new HashMap<>();
        sql.read(
                "SELECT office, valid_from, terms::text AS terms FROM statement_benefit_rule",
                row ->
                        found.computeIfAbsent(
                                        new OfficeCode(row.getString("office")),
                                        none -> new HashMap<>())
                                .put(
                                        Sql.day(row, "valid_from"),
                                        read(row.getString("terms"), BenefitTerms.class).toRule()));
        Map<OfficeCode, BenefitRules> rules = new HashMap<>();
        found.forEach((office, it) -> rules.put(office, new BenefitRules(it)));
        return rules;
    }

    /** The picture's SHA-256; its bytes are kept. */
    private String picture(String name) {
        if (name == null) {
            return null;
        }
        try (InputStream in = files.open(name)) {
            return known.keep(in.readAllBytes());
        } catch (IOException failure) {
            throw new IllegalStateException("The picture " + name + " cannot be read", failure);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Stored statement terms cannot be read", unreadable);
        }
    }
}
