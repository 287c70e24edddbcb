package org.almoner.payment.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Small secrets kept in files that only their owner can read. */
final class SandboxSecrets {

    private SandboxSecrets() {}

    /** Reads the secret in the file, which is made with a fresh one when it is not there yet. */
    static String readOrMake(Path file, Supplier<String> fresh) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                make(file, fresh.get());
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("A secret of the sandbox cannot be kept", failure);
        }
    }

    /** The file appears whole or not at all, and the first of several makers wins. */
    private static void make(Path file, String secret) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "new-", ".tmp", ownerOnly());
        try {
            Files.writeString(draft, secret);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
