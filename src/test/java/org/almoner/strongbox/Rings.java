package org.almoner.strongbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.almoner.mode.Modes;

/** Key rings for tests; the key of an id is always the same. */
public final class Rings {

    private Rings() {}

    /** A strongbox whose ring holds these keys; the first one seals. */
    public static Strongbox strongbox(Path directory, String... keyIds) {
        try {
            Path file = Files.createTempFile(directory, "ring", ".keys");
            Files.writeString(file, ring(keyIds));
            return new Strongbox(
                    new KeyFile(Modes.production(), Optional.of(file.toString()), "unused"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A strongbox of a production that has named no keys. */
    public static Strongbox withoutKeys() {
        return new Strongbox(new KeyFile(Modes.production(), Optional.empty(), "unused"));
    }

    static String ring(String... keyIds) {
        StringBuilder lines = new StringBuilder("active = " + keyIds[0] + "\n");
        for (String id : List.of(keyIds)) {
            lines.append("key.").append(id).append(" = ").append(key(id)).append('\n');
        }
        return lines.append("fingerprints = ").append(key("fingerprints")).toString();
    }

    static String key(String seed) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(seed.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
