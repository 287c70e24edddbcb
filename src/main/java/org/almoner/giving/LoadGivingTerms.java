package org.almoner.giving;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
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

    private static final DatedTerms.Table<TermsRow> TABLE =
            new DatedTerms.Table<>(
                    "giving_terms",
                    GivingFile.NAME,
                    TermsRow.class,
                    DatedTerms.json().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));

    private final CatalogueFiles files;
    private final DatedTerms terms;
    private final Offices offices;
    private final GivingCatalogue catalogue;

    LoadGivingTerms(
            CatalogueFiles files, DatedTerms terms, Offices offices, GivingCatalogue catalogue) {
        this.files = files;
        this.terms = terms;
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
        List<DatedTerms.Version<TermsRow>> versions =
                file.offices().stream().flatMap(it -> versions(it, file)).toList();
        terms.bring(List.of(new DatedTerms.Wanted<>(TABLE, versions)));
        refresh();
    }

    private static Stream<DatedTerms.Version<TermsRow>> versions(
            GivingFile.Entry entry, GivingFile file) {
        return entry.versions().stream()
                .map(
                        it ->
                                new DatedTerms.Version<>(
                                        entry.office(),
                                        it.validFrom(),
                                        TermsRow.of(it, file.reasons())));
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<OfficeCode, TermsHistory> histories = new HashMap<>();
        terms.stored(TABLE)
                .forEach(
                        (code, rows) ->
                                offices.find(code)
                                        .ifPresent(it -> histories.put(code, history(it, rows))));
        catalogue.publish(histories);
    }

    private static TermsHistory history(Office office, Map<LocalDate, TermsRow> rows) {
        Map<LocalDate, GivingTerms> byDay = new HashMap<>();
        rows.forEach((day, it) -> byDay.put(day, it.terms(office)));
        return new TermsHistory(office.zone(), byDay);
    }
}
