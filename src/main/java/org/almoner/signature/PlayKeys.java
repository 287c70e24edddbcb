package org.almoner.signature;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.almoner.office.Office;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keys to play with in the sandbox: made at the first start in the data directory, for offices
 * without a file of their own. Nobody but the office itself vouches for their certificates.
 */
@Singleton
class PlayKeys {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Longer than anybody plays, so that no clock of a simulation ends them. */
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("2099-12-31T23:59:59Z");
    private static final int LONGEST_NAME = 64; // RFC 5280, upper bounds
    private static final int SERIAL_BITS = 120;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    PlayKeys(@ConfigProperty(name = "almoner.data-directory", defaultValue = "data") String data) {
        this.directory = Path.of(data).resolve("keys");
    }

    /**
     * The key of an office; made if there is none yet.
     *
     * @throws UncheckedIOException when the data directory cannot be written to
     */
    DocumentSigner of(Office office) {
        Path password = directory.resolve("signing.password");
        Path file = directory.resolve("signing-" + office.code() + ".p12");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(password)) {
                place(password, out -> out.write(secret()));
            }
            String opens = Files.readString(password);
            if (!Files.exists(file)) {
                place(file, out -> write(office, opens, out));
            }
            return KeyStores.read(file, opens);
        } catch (IOException failure) {
            throw new UncheckedIOException("The play keys in " + directory + " are lost", failure);
        }
    }

    /** What a file is to hold. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Written aside and linked into place, so that two starting at once agree on one. */
    private void place(Path file, Content content) throws IOException {
        Path aside = Files.createTempFile(directory, "signing-", ".new", OWNER_ONLY);
        try {
            try (OutputStream out = Files.newOutputStream(aside)) {
                content.to(out);
            }
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster; theirs is read.
        } finally {
            Files.delete(aside);
        }
    }

    private byte[] secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getEncoder().encode(bytes);
    }

    private void write(Office office, String password, OutputStream out) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "signing",
                    pair.getPrivate(),
                    password.toCharArray(),
                    new Certificate[] {certificate(office, pair)});
            store.store(out, password.toCharArray());
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("A play key cannot be made", impossible);
        }
    }

    private X509Certificate certificate(Office office, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        X500Name name = name(office);
        X509v3CertificateBuilder made =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                        Date.from(FROM),
                        Date.from(UNTIL),
                        name,
                        pair.getPublic());
        made.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        made.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        made.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate())));
    }

    private static X500Name name(Office office) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, office.country())
                .addRDN(BCStyle.O, cut(office.legalName()))
                .addRDN(BCStyle.CN, cut("Sandbox, " + office.legalName()))
                .build();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
