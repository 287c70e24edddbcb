package org.almoner.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of statements in one language, below them those that mails have too, and the sentences
 * of the law. Placeholders are filled in one pass, so a value is never read as one.
 */
final class Words {

    private static final Properties LAW = read("statement-law", null);
    private static final Map<String, Words> LOADED = new ConcurrentHashMap<>();

    private final Properties texts;

    private Words(Properties texts) {
        this.texts = texts;
    }

    static Words in(String language) {
        return LOADED.computeIfAbsent(
                language, it -> new Words(read("statement_" + it, read("letter_" + it, null))));
    }

    private static Properties read(String file, Properties shared) {
        String resource = "messages/" + file + ".properties";
        Properties read = new Properties(shared);
        try (InputStream in = Words.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no file " + resource);
            }
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(resource + " cannot be read", failure);
        }
    }

    /** The text, its placeholders filled by pairs of name and value. */
    String say(String key, String... namesAndValues) {
        return filled(key, texts.getProperty(key), namesAndValues);
    }

    /** A sentence of the law. */
    static String law(String key, String... namesAndValues) {
        return filled(key, LAW.getProperty(key), namesAndValues);
    }

    private static String filled(String key, String text, String... namesAndValues) {
        if (text == null) {
            throw new IllegalStateException("Statements have no text " + key);
        }
        if (text.indexOf('{') < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
            int end = text.indexOf('}', at);
            filled.append(text, from, at)
                    .append(value(text.substring(at + 1, end), namesAndValues));
            from = end + 1;
        }
        return filled.append(text, from, text.length()).toString();
    }

    private static String value(String name, String... namesAndValues) {
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
            }
        }
        throw new IllegalStateException("A statement's text needs a value for {" + name + "}");
    }
}
