package org.almoner.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of all mails, whoever sends them. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final List<String> LANGUAGES = List.of("de", "en", "nl", "fr");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    @Test
    void every_language_has_every_text_with_the_same_placeholders() throws IOException {
        for (String family : families()) {
            for (String language : LANGUAGES) {
                assertEquals(
                        placeholders(family + "_de"),
                        placeholders(family + "_" + language),
                        family + " in " + language);
            }
        }
    }

    @Test
    void no_family_says_in_its_own_words_what_all_mails_share() throws IOException {
        for (String family : families()) {
            Set<String> twice = new TreeSet<>(texts(family + "_de").stringPropertyNames());
            twice.retainAll(texts("letter_de").stringPropertyNames());
            assertTrue(family.equals("letter") || twice.isEmpty(), family + ": " + twice);
        }
    }

    @Test
    void french_marks_cling_to_their_word() throws IOException {
        for (String family : families()) {
            Properties texts = texts(family + "_fr");
            for (String key : texts.stringPropertyNames()) {
                assertFalse(texts.getProperty(key).matches(".* [:;?!»].*|.*« .*"), key);
            }
        }
    }

    private static Map<String, Set<String>> placeholders(String file) throws IOException {
        Properties texts = texts(file);
        return texts.stringPropertyNames().stream()
                .collect(
                        Collectors.toMap(
                                key -> key,
                                key ->
                                        PLACEHOLDER
                                                .matcher(texts.getProperty(key))
                                                .results()
                                                .map(MatchResult::group)
                                                .collect(Collectors.toCollection(TreeSet::new)),
                                (one, other) -> one,
                                TreeMap::new));
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(MESSAGES.resolve(file + ".properties"))) {
            texts.load(in);
        }
        return texts;
    }

    private static Set<String> families() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            Set<String> families =
                    files.map(it -> it.getFileName().toString())
                            .filter(it -> it.matches("[a-z]+_[a-z]{2}\\.properties"))
                            .map(it -> it.substring(0, it.indexOf('_')))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(families.containsAll(Set.of("letter", "receipt")), "they are found");
            return families;
        }
    }
}
