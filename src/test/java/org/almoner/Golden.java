package org.almoner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that people read, kept as files and reviewed as diffs. A missing file is written and fails
 * the test once, so that nobody commits what nobody has looked at.
 */
public final class Golden {

    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Compares with {@code golden/<name>}. */
    public static void matches(String name, String actual) {
        Path file = ROOT.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                throw new AssertionError("Written for the first time, read it: " + file);
            }
            assertEquals(Files.readString(file), actual, () -> "differs from " + file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
