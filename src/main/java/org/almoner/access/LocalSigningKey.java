package org.almoner.access;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key that signs tokens of staff while playing. Made once, kept in the data directory so that a
 * restart signs nobody out, and readable by the service's user alone. Refuses to exist in
 * production.
 */
@Singleton
class LocalSigningKey {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final RunMode mode;
    private final Path file;
    private PublicJsonWebKey key;

    LocalSigningKey(
            RunMode mode,
            @ConfigProperty(name = "almoner.data-directory", defaultValue = "data") String data) {
        this.mode = mode;
        this.file = Path.of(data).resolve("keys").resolve("staff-es256.json");
    }

    /**
     * The key pair, read or made at the first call.
     *
     * @throws IllegalStateException in production
     */
    synchronized PublicJsonWebKey pair() {
        if (!mode.isSandbox()) {
            throw new IllegalStateException("Generated keys are not for production");
        }
        if (key == null) {
            key = readOrMake();
        }
        return key;
    }

    /** The public half, as an identity provider would publish it. */
    String publicKeys() {
        return new JsonWebKeySet(List.<JsonWebKey>of(pair()))
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private PublicJsonWebKey readOrMake() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file " + file + " cannot be used", failure);
        } catch (JoseException broken) {
            throw new IllegalStateException("The key file " + file + " is damaged", broken);
        }
    }

    /** Written aside and linked into place, so that two starting at once agree on one key. */
    private void make() throws IOException, JoseException {
        Files.createDirectories(file.getParent());
        PublicJsonWebKey fresh = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        fresh.setKeyId(fresh.calculateBase64urlEncodedThumbprint("SHA-256"));
        fresh.setUse("sig");
        fresh.setAlgorithm("ES256");
        Path aside = Files.createTempFile(file.getParent(), "staff-", ".new", OWNER_ONLY);
        try {
            Files.writeString(aside, fresh.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster; theirs is read.
        } finally {
            Files.delete(aside);
        }
    }
}
