package org.almoner.payment.sepa;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.almoner.office.CatalogueFiles;

/** The mandate texts of the catalogue; what was ever stored is never changed. */
@Singleton
class MandateTexts {

    private final CatalogueFiles files;
    private final MandateTextStore store;
    private List<MandateText> texts = List.of();
    private List<MandateText> everShown = List.of();

    MandateTexts(CatalogueFiles files, MandateTextStore store) {
        this.files = files;
        this.store = store;
    }

    void atStart(@Observes StartupEvent start) {
        load(files.read(MandateTextsFile.NAME, MandateTextsFile.class));
    }

    /**
     * Stores versions that are new; twice, or on several nodes at once, changes nothing.
     *
     * @throws IllegalStateException when a stored version has other words in the file
     */
    void load(MandateTextsFile file) {
        List<MandateText> wanted = file.checked();
        store.insert(wanted);
        List<MandateText> stored = store.all();
        List<String> changed =
                wanted.stream()
                        .filter(text -> !stored.contains(text))
                        .map(text -> text.id() + " version " + text.version())
                        .distinct()
                        .toList();
        if (!changed.isEmpty()) {
            throw new IllegalStateException(
                    "Catalogue file "
                            + MandateTextsFile.NAME
                            + " changes texts that are stored already: "
                            + String.join(", ", changed)
                            + ". A stored version never changes, since donors may have agreed to"
                            + " it: give the new words the next version and a validFrom");
        }
        texts = wanted;
        everShown = List.copyOf(stored);
    }

    /** A text that is or was shown. */
    Optional<MandateText> find(String id, int version, String locale) {
        return among(everShown, id, version, locale)
                .or(() -> among(store.all(), id, version, locale)); // another node knew it first
    }

    private static Optional<MandateText> among(
            List<MandateText> texts, String id, int version, String locale) {
        return texts.stream()
                .filter(
                        text ->
                                text.id().equals(id)
                                        && text.version() == version
                                        && text.locale().equals(locale))
                .findFirst();
    }

    /** The text that donors are shown on a day: of those that hold by then, the newest. */
    Optional<MandateText> shownOn(LocalDate day, String locale) {
        return texts.stream()
                .filter(text -> text.locale().equals(locale) && !text.validFrom().isAfter(day))
                .max(
                        Comparator.comparing(MandateText::validFrom)
                                .thenComparing(MandateText::version));
    }
}
