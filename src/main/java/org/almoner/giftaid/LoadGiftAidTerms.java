package org.almoner.giftaid;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
import org.almoner.office.Offices;

/** Brings {@code gift-aid.yaml} into the database's and the service's knowledge at start-up. */
@Singleton
class LoadGiftAidTerms {

    private static final int AFTER_OFFICES = 120;

    private static final DatedTerms.Table<GiftAidTerms> TABLE =
            new DatedTerms.Table<>(
                    "gift_aid_terms", GiftAidFile.NAME, GiftAidTerms.class, DatedTerms.json());

    private final CatalogueFiles files;
    private final DatedTerms terms;
    private final Offices offices;
    private final TermsOfGiftAid known;

    LoadGiftAidTerms(
            CatalogueFiles files, DatedTerms terms, Offices offices, TermsOfGiftAid known) {
        this.files = files;
        this.terms = terms;
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
        List<DatedTerms.Version<GiftAidTerms>> versions =
                file.offices().stream().flatMap(LoadGiftAidTerms::versions).toList();
        terms.bring(List.of(new DatedTerms.Wanted<>(TABLE, versions)));
        refresh();
    }

    private static Stream<DatedTerms.Version<GiftAidTerms>> versions(GiftAidFile.Entry entry) {
        return entry.versions().stream()
                .map(
                        it ->
                                new DatedTerms.Version<>(
                                        entry.office(), it.validFrom(), GiftAidTerms.of(it)));
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        known.publish(terms.stored(TABLE));
    }
}
