package org.almoner.consent;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.almoner.office.OfficeCode;

/**
 * The texts that donors are shown, by country, language, office and date. Kept in memory; what
 * another node stores is seen after {@code almoner.consent.texts-refresh-every}.
 */
@Singleton
public class ConsentTexts {

    private final TextStore store;
    private volatile List<StoredText> all = List.of();

    ConsentTexts(TextStore store) {
        this.store = store;
    }

    /**
     * What a donor of that country is shown at that moment, in the order to show it. Served from
     * memory. A language without a text of its own is answered in English. A country and office for
     * which nothing was written get the texts for everywhere else, which follow the strictest rule.
     */
    public List<ConsentText> shownTo(String country, String locale, OfficeCode office, Instant at) {
        List<StoredText> own = valid(country, office, at);
        return (own.isEmpty() ? valid(StoredText.ANY, office, at) : own)
                .stream().map(text -> text.shown(locale, office)).toList();
    }

    /** One version of a text, whether it is still shown or not. */
    Optional<ConsentText> find(String id, int version, String locale, OfficeCode office) {
        Optional<StoredText> known = find(id, version);
        if (known.isEmpty()) {
            refresh();
            known = find(id, version);
        }
        return known.map(text -> text.shown(locale, office));
    }

    /** Reads everything anew, in one statement. */
    @Scheduled(
            every = "{almoner.consent.texts-refresh-every}",
            delayed = "{almoner.consent.texts-refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        all = List.copyOf(store.all());
    }

    /** The newest valid version of each text. */
    private List<StoredText> valid(String country, OfficeCode office, Instant at) {
        Collection<StoredText> newest =
                all.stream()
                        .filter(text -> text.isFor(country, office) && text.isValidAt(at))
                        .collect(
                                Collectors.toMap(
                                        StoredText::id,
                                        text -> text,
                                        BinaryOperator.maxBy(
                                                Comparator.comparingInt(StoredText::version))))
                        .values();
        return newest.stream().sorted(Comparator.comparingInt(StoredText::position)).toList();
    }

    private Optional<StoredText> find(String id, int version) {
        return all.stream()
                .filter(text -> text.version() == version && text.id().equals(id))
                .findFirst();
    }
}
