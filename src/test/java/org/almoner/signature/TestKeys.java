package org.almoner.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.almoner.office.OfficeCode;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys of invented offices, each made for its test. */
public final class TestKeys {

    public static final String PASSWORD = "correct horse";
    public static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    public static final Instant UNTIL = Instant.parse("2090-01-01T00:00:00Z");

    private static int serial;

    private final KeyPair pair;
    private Instant from = FROM;
    private Instant until = UNTIL;
    private int usage = KeyUsage.nonRepudiation;
    private TestKeys authority;

    private TestKeys(KeyPair pair) {
        this.pair = pair;
    }

    /** A key of an algorithm of the platform and a size in bits. */
    public static TestKeys of(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return new TestKeys(generator.generateKeyPair());
        } catch (GeneralSecurityException unknown) {
            throw new IllegalArgumentException(unknown);
        }
    }

    public static TestKeys ellipticCurve() {
        return of("EC", 256);
    }

    public TestKeys valid(Instant from, Instant until) {
        this.from = from;
        this.until = until;
        return this;
    }

    /** Bits of {@link KeyUsage}; 0 for a certificate that says nothing of it. */
    public TestKeys usable(int bits) {
        usage = bits;
        return this;
    }

    /** Who vouches for it; nobody else without. */
    public TestKeys vouchedForBy(TestKeys other) {
        authority = other;
        return this;
    }

    KeyPair pair() {
        return pair;
    }

    X509Certificate certificate() {
        try {
            X500Name name = new X500Name("C=CA,O=Example Relief,CN=Example Relief Documents");
            X500Name issuer =
                    authority == null
                            ? name
                            : new X500Name("C=CA,O=Example Trust,CN=Example Trust");
            KeyPair by = authority == null ? pair : authority.pair;
            X509v3CertificateBuilder made =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(++serial),
                            Date.from(from),
                            Date.from(until),
                            name,
                            pair.getPublic());
            if (usage != 0) {
                made.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            boolean isRsa = by.getPrivate().getAlgorithm().equals("RSA");
            String algorithm = "SHA256with" + (isRsa ? "RSA" : "ECDSA");
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            made.build(
                                    new JcaContentSignerBuilder(algorithm).build(by.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public DocumentSigner signer() {
        return new DocumentSigner(
                pair.getPrivate(),
                authority == null
                        ? List.of(certificate())
                        : List.of(certificate(), authority.certificate()));
    }

    /** As an operator would bring it, under the usual password. */
    public Path file(Path directory) {
        return file(directory, store -> entry(store, "signing", certificate()));
    }

    void entry(KeyStore store, String alias, X509Certificate certificate)
            throws GeneralSecurityException {
        store.setKeyEntry(
                alias, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
    }

    /** What is put into a file. */
    interface Content {
        void into(KeyStore store) throws GeneralSecurityException;
    }

    static Path file(Path directory, Content content) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            content.into(store);
            Path file = Files.createTempFile(directory, "office", ".p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** An instance that was started with these keys and no others. */
    public static DocumentSigners startedWith(Map<OfficeCode, DocumentSigner> keys) {
        DocumentSigners signers = new DocumentSigners();
        signers.publish(keys);
        return signers;
    }

    /** What a start with this key leaves in the database. */
    public static void remember(
            SignerCertificates certificates, OfficeCode office, DocumentSigner key) {
        certificates.remember(office, key.certificate(), Instant.now());
    }
}
