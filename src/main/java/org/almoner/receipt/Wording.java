package org.almoner.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of {@code messages/}. Placeholders such as <code>{amount}</code> are filled in one
 * pass, so a value is never read as a placeholder itself.
 */
final class Wording {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Map<String, Wording> LOADED = new ConcurrentHashMap<>();

    private final String file;
    private final Properties texts;

    private Wording(String file) {
        this.file = file;
        this.texts = read("messages/" + file + ".properties");
    }

    /** The texts of one language. */
    static Wording in(String language) {
        return LOADED.computeIfAbsent("receipt_" + language, Wording::new);
    }

    /** The sentences that tax law words. */
    static Wording ofLaw() {
        return LOADED.computeIfAbsent("law", Wording::new);
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** The text, its placeholders filled by pairs of name and value. */
    String say(String key, String... namesAndValues) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("messages/" + file + " has no text " + key);
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.replaceAll(
                found -> Matcher.quoteReplacement(value(found.group(1), key, namesAndValues)));
    }

    private static String value(String name, String key, String... namesAndValues) {
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
            }
        }
        throw new IllegalStateException("Text " + key + " needs a value for {" + name + "}");
    }

    private static Properties read(String resource) {
        Properties read = new Properties();
        try (InputStream in = Wording.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no file " + resource);
            }
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(resource + " cannot be read", failure);
        }
    }
}
