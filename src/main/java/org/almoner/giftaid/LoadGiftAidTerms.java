package org.almoner.giftaid;

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

/** Brings {@code gift-aid.yaml} into the database's and the service's knowledge at start-up. */
@Singleton
class LoadGiftAidTerms {

    private static final int AFTER_OFFICES = 120;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final Sql sql;
    private final Offices offices;
    private final TermsOfGiftAid known;

    LoadGiftAidTerms(
            CatalogueFiles files,
            CatalogueTransaction transaction,
            Sql sql,
            Offices offices,
            TermsOfGiftAid known) {
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
     * @throws IllegalStateException when the file is not valid, or would rewrite what was in force
     */
    void load() {
        GiftAidFile file = files.read(GiftAidFile.NAME, GiftAidFile.class);
        GiftAidFileRules.check(file, offices.all());
        List<EffectiveRows.Row> rows = new ArrayList<>();
        for (GiftAidFile.Entry entry : file.offices()) {
            for (GiftAidFile.Version version : entry.versions()) {
                ObjectNode content = JSON.createObjectNode();
                content.set("terms", JSON.valueToTree(GiftAidTerms.of(version)));
                rows.add(new EffectiveRows.Row(entry.office(), version.validFrom(), content));
            }
        }
        transaction.run(
                connection ->
                        new EffectiveRows(
                                        connection,
                                        "gift_aid_terms",
                                        GiftAidFile.NAME,
                                        it -> offices.today(new OfficeCode(it)))
                                .bringTo(rows));
        refresh();
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<OfficeCode, NavigableMap<LocalDate, GiftAidTerms>> found = new HashMap<>();
        sql.read(
                "SELECT office, valid_from, terms::text AS terms FROM gift_aid_terms",
                row ->
                        found.computeIfAbsent(
                                        new OfficeCode(row.getString("office")),
                                        none -> new TreeMap<>())
                                .put(Sql.day(row, "valid_from"), terms(row.getString("terms"))));
        known.publish(found);
    }

    private static GiftAidTerms terms(String json) {
        try {
            return JSON.readValue(json, GiftAidTerms.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Stored Gift Aid terms cannot be read", unreadable);
        }
    }
}
