package org.almoner.letter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of {@code messages/}: those of one family of mails, such as {@code receipt}, and below
 * them those that all mails share. Placeholders such as <code>{amount}</code> are filled in one
 * pass, so a value is never read as a placeholder itself.
 */
public final class Wording {

    private static final String SHARED = "letter";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Map<String, Wording> LOADED = new ConcurrentHashMap<>();

    private final String file;
    private final Properties texts;

    private Wording(String file, Properties texts) {
        this.file = file;
        this.texts = texts;
    }

    /** The texts of a family of mails in one language. */
    public static Wording in(String family, String language) {
        return LOADED.computeIfAbsent(
                family + "_" + language,
                file -> new Wording(file, read(file, read(SHARED + "_" + language, null))));
    }

    /** The sentences that tax law words. */
    public static Wording ofLaw() {
        return LOADED.computeIfAbsent("law", file -> new Wording(file, read(file, null)));
    }

    /**
     * The text, its placeholders filled by pairs of name and value.
     *
     * @throws IllegalStateException when there is no such text, or a value it needs is not given
     */
    public String say(String key, String... namesAndValues) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("messages/" + file + " has no text " + key);
        }
        if (text.indexOf('{') < 0) {
            return text;
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

    private static Properties read(String file, Properties shared) {
        String resource = "messages/" + file + ".properties";
        Properties read = new Properties(shared);
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
