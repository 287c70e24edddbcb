package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.almoner.Golden;
import org.almoner.office.CatalogueFiles;
import org.junit.jupiter.api.Test;

class MandateTextsTest {

    private static final List<MandateText> TEXTS =
            new CatalogueFiles(Optional.empty())
                    .read(MandateTextsFile.NAME, MandateTextsFile.class)
                    .checked();

    @Test
    void areShownInTheBanksOwnWords() {
        StringBuilder all = new StringBuilder();
        TEXTS.stream()
                .sorted(java.util.Comparator.comparing(MandateText::locale))
                .forEach(
                        text ->
                                all.append("== ")
                                        .append(text.locale())
                                        .append('\n')
                                        .append(text.shownFor("Beispiel Hilfe e.V."))
                                        .append('\n'));
        Golden.matches("sepa/mandate-texts.txt", all.toString());
    }

    @Test
    void saysInGermanWhatTheBanksAgreedOn() {
        String german =
                TEXTS.stream()
                        .filter(text -> text.locale().equals("de"))
                        .findFirst()
                        .orElseThrow()
                        .shownFor("N.N.");
        assertTrue(
                german.startsWith(
                        "SEPA-Lastschriftmandat\n\nIch ermächtige N.N., Zahlungen von meinem Konto"
                                + " mittels Lastschrift einzuziehen. Zugleich weise ich mein"
                                + " Kreditinstitut an, die von N.N. auf mein Konto gezogenen"
                                + " Lastschriften einzulösen.\n\nHinweis: Ich kann innerhalb von"
                                + " acht Wochen, beginnend mit dem Belastungsdatum, die Erstattung"
                                + " des belasteten Betrages verlangen. Es gelten dabei die mit"
                                + " meinem Kreditinstitut vereinbarten Bedingungen.\n\n"));
    }

    @Test
    void theHashIsOfTheWordsWithTheNameInThem() {
        MandateText text = TEXTS.get(0);
        assertEquals(text.hashFor("A"), text.hashFor("A"));
        assertTrue(!text.hashFor("A").equals(text.hashFor("B")));
        assertTrue(text.hashFor("A").matches("[0-9a-f]{64}"));
    }

    private static MandateTextsFile file(UnaryOperator<String> german, int noticeDays) {
        Map<String, String> words = new HashMap<>();
        TEXTS.forEach(text -> words.put(text.locale(), text.words()));
        words.compute("de", (locale, text) -> german.apply(text));
        return new MandateTextsFile(
                List.of(
                        new MandateTextsFile.Entry(
                                "sepa-core", 1, LocalDate.of(2026, 1, 1), noticeDays, words)));
    }

    @Test
    void aFileThatCannotBeShownIsRefused() {
        assertEquals(4, file(text -> text, 1).checked().size());
        assertThrows(IllegalStateException.class, () -> file(text -> text, 0).checked());
        assertThrows(IllegalStateException.class, () -> file(text -> text, 15).checked());
        assertThrows(IllegalStateException.class, () -> file(text -> null, 1).checked());
        assertThrows(
                IllegalStateException.class,
                () -> file(text -> text.replace("{creditor}", "uns"), 1).checked());
        assertThrows(
                IllegalStateException.class,
                () -> file(text -> text.replace("\n\n", " "), 1).checked());
        assertThrows(IllegalStateException.class, () -> new MandateTextsFile(List.of()).checked());
    }
}
