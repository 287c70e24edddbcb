package org.almoner.signature;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.almoner.pdf.PdfSigner;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys of an invented office, made for one measurement. */
public final class MeasuredKeys {

    private MeasuredKeys() {}

    /** A signer whose certificate nobody else vouches for. */
    public static PdfSigner of(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("C=DE,O=Beispiel Hilfe e.V.,CN=Beispiel Hilfe e.V.");
        var made =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                        Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                        name,
                        pair.getPublic());
        var content =
                new JcaContentSignerBuilder(
                                algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA")
                        .build(pair.getPrivate());
        return new DocumentSigner(
                pair.getPrivate(),
                List.of(new JcaX509CertificateConverter().getCertificate(made.build(content))));
    }
}
