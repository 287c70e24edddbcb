package org.almoner.consent;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almoner.office.CatalogueFiles;

/**
 * Brings the catalogue's texts into the database when the service starts; twice, or on several
 * nodes at once, changes nothing. What staff wrote is left as it is.
 */
@Singleton
class LoadConsentTexts {

    private final CatalogueFiles files;
    private final TextStore store;
    private final ConsentTexts texts;
    private final InstantSource clock;

    LoadConsentTexts(
            CatalogueFiles files, TextStore store, ConsentTexts texts, InstantSource clock) {
        this.files = files;
        this.store = store;
        this.texts = texts;
        this.clock = clock;
    }

    @Transactional
    void atStart(@Observes StartupEvent start) {
        load(files.read("consent-texts.yaml", ConsentCatalogue.class));
    }

    /**
     * @throws IllegalStateException when a stored version has other words or another meaning in the
     *     catalogue; nothing is changed then
     */
    @Transactional
    void load(ConsentCatalogue catalogue) {
        List<StoredText> wanted = wanted(catalogue.checked());
        Map<String, StoredText> stored =
                store.allLocked().stream()
                        .collect(Collectors.toMap(LoadConsentTexts::key, Function.identity()));
        refuseChanges(wanted, stored);
        store.insert(wanted.stream().filter(text -> !stored.containsKey(key(text))).toList());
        store.update(changes(wanted, stored));
        texts.refresh();
    }

    private static void refuseChanges(List<StoredText> wanted, Map<String, StoredText> stored) {
        List<String> changed =
                wanted.stream()
                        .filter(text -> stored.containsKey(key(text)))
                        .filter(
                                text ->
                                        !stored.get(key(text))
                                                .unchangeable()
                                                .equals(text.unchangeable()))
                        .map(LoadConsentTexts::key)
                        .toList();
        if (!changed.isEmpty()) {
            throw new IllegalStateException(
                    "Catalogue file consent-texts.yaml changes texts that are stored already: "
                            + String.join(", ", changed)
                            + ". A stored version never changes, since donors may have answered"
                            + " it, and staff may have written it meanwhile: give the new words the"
                            + " next version and a validFrom");
        }
    }

    /** New ends and places; a text that left the catalogue ends now. */
    private List<StoredText> changes(List<StoredText> wanted, Map<String, StoredText> stored) {
        List<StoredText> changes = new ArrayList<>();
        for (StoredText text : wanted) {
            StoredText before = stored.get(key(text));
            if (before != null
                    && (before.position() != text.position()
                            || !Objects.equals(before.validTo(), text.validTo()))) {
                changes.add(text);
            }
        }
        var kept = new HashSet<>(wanted.stream().map(LoadConsentTexts::key).toList());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        stored.values().stream()
                .filter(text -> !kept.contains(key(text)) && !text.writing().isByStaff())
                .filter(text -> text.validTo() == null || text.validTo().isAfter(now))
                .map(text -> ended(text, now))
                .forEach(changes::add);
        return changes;
    }

    private static StoredText ended(StoredText text, Instant now) {
        Instant end = text.validFrom().isAfter(now) ? text.validFrom() : now;
        return new StoredText(
                text.id(),
                text.version(),
                text.purpose(),
                text.channel(),
                text.meaning(),
                text.required(),
                text.doubleOptIn(),
                text.countries(),
                text.office(),
                text.recipient(),
                text.legalBasis(),
                text.position(),
                text.validFrom(),
                end,
                text.bodies(),
                text.form(),
                text.writing());
    }

    private static List<StoredText> wanted(ConsentCatalogue catalogue) {
        List<StoredText> wanted = new ArrayList<>();
        for (ConsentCatalogue.Entry entry : catalogue.texts()) {
            Map<String, StoredText.Body> bodies = new HashMap<>();
            entry.text()
                    .forEach(
                            (locale, words) -> {
                                String body = words.strip();
                                bodies.put(locale, new StoredText.Body(body, Digest.of(body)));
                            });
            wanted.add(
                    new StoredText(
                            entry.id(),
                            entry.version(),
                            entry.purpose(),
                            entry.channel(),
                            entry.meaning(),
                            entry.required(),
                            entry.doubleOptIn(),
                            java.util.Set.copyOf(entry.countries()),
                            entry.office(),
                            entry.recipient(),
                            entry.legalBasis(),
                            wanted.size(),
                            entry.validFrom(),
                            entry.validTo(),
                            bodies,
                            entry.form(),
                            StoredText.Writing.CATALOGUE));
        }
        return wanted;
    }

    private static String key(StoredText text) {
        return text.id() + " version " + text.version();
    }
}
