package org.almoner.strongbox;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The file with the keys: the operator's, or in the sandbox one that is made at the first start and
 * that only the service's user can read. In production nothing is made.
 */
@Singleton
class KeyFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final RunMode mode;
    private final Optional<Path> named;
    private final Path own;

    KeyFile(
            RunMode mode,
            @ConfigProperty(name = "almoner.strongbox.keys") Optional<String> named,
            @ConfigProperty(name = "almoner.data-directory", defaultValue = "data") String data) {
        this.mode = mode;
        this.named = named.map(String::strip).filter(it -> !it.isEmpty()).map(Path::of);
        this.own = Path.of(data).resolve("keys").resolve("strongbox.keys");
    }

    /**
     * The ring; empty in production as long as no file is named.
     *
     * @throws IllegalStateException when the file cannot be used; the message names it and the rule
     */
    Optional<KeyRing> read() {
        if (named.isEmpty() && !mode.isSandbox()) {
            return Optional.empty();
        }
        Path file = named.orElse(own);
        try {
            if (named.isEmpty() && !Files.exists(own)) {
                make();
            }
            return Optional.of(KeyRing.parse(Files.readString(file)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "The keys in " + file + " cannot be used: " + wrong.getMessage(), wrong);
        } catch (IOException failure) {
            throw new UncheckedIOException("The keys in " + file + " cannot be read", failure);
        }
    }

    /** Written aside and linked into place, so that two starting at once agree on one ring. */
    private void make() throws IOException {
        Files.createDirectories(own.getParent());
        Path aside = Files.createTempFile(own.getParent(), "strongbox-", ".new", OWNER_ONLY);
        try {
            Files.writeString(
                    aside,
                    """
                    # Play keys, made at the first start. Without them, sealed numbers of this data
                    # directory cannot be read any more.
                    active = play
                    key.play = %s
                    fingerprints = %s
                    """
                            .formatted(random(), random()));
            Files.createLink(own, aside);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster; theirs is read.
        } finally {
            Files.delete(aside);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
