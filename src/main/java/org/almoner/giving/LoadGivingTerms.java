package org.almoner.giving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.CatalogueTransaction;
import org.almoner.office.EffectiveRows;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Brings the terms of {@code giving.yaml} into the database at start-up, after the offices, and
 * publishes what the database holds.
 */
@Singleton
class LoadGivingTerms {

    private static final int AFTER_OFFICES = 110;

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final DataSource database;
    private final Offices offices;
    private final GivingCatalogue catalogue;

    LoadGivingTerms(
            CatalogueFiles files,
            CatalogueTransaction transaction,
            DataSource database,
            Offices offices,
            GivingCatalogue catalogue) {
        this.files = files;
        this.transaction = transaction;
        this.database = database;
        this.offices = offices;
        this.catalogue = catalogue;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid, or would rewrite what was in force
     */
    void load() {
        GivingFile file = files.read(GivingFile.NAME, GivingFile.class);
        GivingFileRules.check(
                file,
                offices.all().stream().map(it -> it.code().value()).collect(Collectors.toSet()));
        List<EffectiveRows.Row> rows =
                file.offices().stream().flatMap(it -> rows(it, file).stream()).toList();
        transaction.run(
                connection ->
                        new EffectiveRows(
                                        connection, "giving_terms", GivingFile.NAME, this::todayAt)
                                .bringTo(rows));
        refresh();
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<OfficeCode, Map<LocalDate, GivingTerms>> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT office, valid_from, terms::text FROM giving_terms");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OfficeCode code = new OfficeCode(row.getString(1));
                LocalDate day = row.getObject(2, LocalDate.class);
                TermsRow terms = JSON.readValue(row.getString(3), TermsRow.class);
                Optional<Office> office = offices.find(code);
                if (office.isPresent()) {
                    found.computeIfAbsent(code, it -> new HashMap<>())
                            .put(day, terms.terms(office.get()));
                }
            }
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("The giving terms could not be read", failure);
        }
        publish(found);
    }

    private void publish(Map<OfficeCode, Map<LocalDate, GivingTerms>> found) {
        Map<OfficeCode, TermsHistory> histories = new HashMap<>();
        found.forEach(
                (code, byDay) ->
                        histories.put(code, new TermsHistory(offices.byCode(code).zone(), byDay)));
        catalogue.publish(histories);
    }

    private LocalDate todayAt(String office) {
        return offices.today(new OfficeCode(office));
    }

    private static List<EffectiveRows.Row> rows(GivingFile.Entry entry, GivingFile file) {
        return entry.versions().stream()
                .map(
                        it ->
                                new EffectiveRows.Row(
                                        entry.office(),
                                        it.validFrom(),
                                        content(TermsRow.of(it, file.reasons()))))
                .toList();
    }

    private static ObjectNode content(TermsRow terms) {
        ObjectNode content = JSON.createObjectNode();
        content.set("terms", JSON.valueToTree(terms));
        return content;
    }
}
