package org.almoner.payment.sepa;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of {@code mandate-texts.yaml} and the rules its values follow. */
record MandateTextsFile(@JsonProperty(required = true) List<Entry> texts) {

    static final String NAME = "mandate-texts.yaml";
    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");
    private static final int LONGEST = 4000;

    /** One version in all languages. */
    record Entry(
            String id,
            int version,
            LocalDate validFrom,
            int noticeDays,
            Map<String, String> words) {

        String key() {
            return id + " version " + version;
        }
    }

    /**
     * The texts, one for each language.
     *
     * @throws IllegalStateException with one sentence for each mistake
     */
    List<MandateText> checked() {
        List<String> mistakes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Entry> entries = texts == null ? List.of() : texts;
        if (entries.isEmpty()) {
            mistakes.add("there are no texts");
        }
        for (Entry entry : entries) {
            if (entry.id() == null
                    || !entry.id().matches("[a-z][a-z0-9-]{2,59}")
                    || entry.version() < 1
                    || entry.validFrom() == null) {
                mistakes.add("an id of small letters, a version from 1 and validFrom are needed");
                continue;
            }
            if (!seen.add(entry.key())) {
                mistakes.add(entry.key() + " is there twice");
            }
            if (entry.noticeDays() < 1 || entry.noticeDays() > 14) {
                mistakes.add(entry.key() + " needs noticeDays from 1 to 14");
            }
            checkWords(entry, mistakes);
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "Catalogue file " + NAME + ": " + String.join("; ", mistakes));
        }
        return entries.stream().flatMap(entry -> inAllLanguages(entry).stream()).toList();
    }

    private static void checkWords(Entry entry, List<String> mistakes) {
        Map<String, String> words = entry.words() == null ? Map.of() : entry.words();
        if (!words.keySet().equals(LOCALES)) {
            mistakes.add(entry.key() + " needs its words in exactly de, en, nl and fr");
        }
        words.forEach(
                (locale, text) -> {
                    if (text == null
                            || text.length() > LONGEST
                            || text.strip().split("\n\n").length < 2
                            || !text.contains(MandateText.CREDITOR)) {
                        mistakes.add(
                                entry.key()
                                        + " in "
                                        + locale
                                        + " needs a title, a blank line and words that name "
                                        + MandateText.CREDITOR);
                    }
                });
    }

    private static List<MandateText> inAllLanguages(Entry entry) {
        return entry.words().entrySet().stream()
                .map(
                        each ->
                                new MandateText(
                                        entry.id(),
                                        entry.version(),
                                        each.getKey(),
                                        entry.validFrom(),
                                        entry.noticeDays(),
                                        each.getValue().strip()))
                .toList();
    }
}
