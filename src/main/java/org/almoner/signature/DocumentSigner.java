package org.almoner.signature;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.almoner.pdf.PdfSigner;
import org.bouncycastle.asn1.x500.X500Name;

/** Signs an office's documents with its key. Prints nothing of the key; safe for many threads. */
public final class DocumentSigner implements PdfSigner {

    private static final int SMALLEST_RSA = 2048;

    /** Indexes of {@link X509Certificate#getKeyUsage()}. */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int NON_REPUDIATION = 1;

    private final CadesSignature signature;
    private final SignerCertificate certificate;
    private final int room;

    /**
     * @param chain the signer's certificate, and those of who vouches for it
     * @throws IllegalArgumentException with the rule that is broken, never a part of the key: one
     *     of the key's kind or size, of what the certificate may be used for, or that the two
     *     belong together
     */
    DocumentSigner(PrivateKey key, List<X509Certificate> chain) {
        X509Certificate own = chain.get(0);
        String algorithm = algorithm(own);
        checkUsage(own);
        checkPair(key, own, algorithm);
        signature = new CadesSignature(key, List.copyOf(chain), algorithm);
        certificate = described(own);
        room = room(own);
    }

    /**
     * As much as a trial takes and by how much others can be longer: signatures of elliptic curves
     * are two numbers, whose leading zeros are left out.
     */
    private int room(X509Certificate own) {
        byte[] trial = signature.over(List.of(ByteBuffer.allocate(1)));
        return trial.length + longest(own) - CadesSignature.bareLength(trial);
    }

    private static int longest(X509Certificate it) {
        if (it.getPublicKey() instanceof ECPublicKey curve) {
            int number = curve.getParams().getOrder().bitLength() / 8 + 1;
            int both = 2 * (2 + number);
            return both + (both < 128 ? 2 : 3); // as DER writes lengths
        }
        return (((RSAPublicKey) it.getPublicKey()).getModulus().bitLength() + 7) / 8;
    }

    private static String algorithm(X509Certificate it) {
        if (it.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= SMALLEST_RSA) {
            return "SHA256withRSA";
        }
        if (it.getPublicKey() instanceof ECPublicKey curve) {
            switch (curve.getParams().getOrder().bitLength()) {
                case 256:
                    return "SHA256withECDSA";
                case 384:
                    return "SHA384withECDSA";
                case 521:
                    return "SHA512withECDSA";
                default:
                    break;
            }
        }
        throw new IllegalArgumentException(
                "the key must be RSA of at least 2048 bits, or on the curve P-256, P-384 or P-521");
    }

    /** Who says nothing of it forbids nothing (RFC 5280, 4.2.1.3). */
    private static void checkUsage(X509Certificate it) {
        boolean[] usage = it.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw new IllegalArgumentException(
                    "the certificate's key usage allows neither digitalSignature nor nonRepudiation");
        }
    }

    private static void checkPair(PrivateKey key, X509Certificate it, String algorithm) {
        byte[] trial = {1, 2, 3};
        try {
            Signature sign = Signature.getInstance(algorithm);
            sign.initSign(key);
            sign.update(trial);
            byte[] signed = sign.sign();
            sign.initVerify(it.getPublicKey());
            sign.update(trial);
            if (sign.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException unlike) {
            // Said below: whatever the key's own words are, they are of no use to an operator.
        }
        throw new IllegalArgumentException("the private key does not belong to the certificate");
    }

    private static SignerCertificate described(X509Certificate it) {
        return new SignerCertificate(
                X500Name.getInstance(it.getSubjectX500Principal().getEncoded()).toString(),
                X500Name.getInstance(it.getIssuerX500Principal().getEncoded()).toString(),
                it.getSerialNumber().toString(16).toLowerCase(Locale.ROOT),
                HexFormat.of().formatHex(CadesSignature.sha256(it)),
                it.getNotBefore().toInstant(),
                it.getNotAfter().toInstant());
    }

    /** Under which certificate it signs. */
    public SignerCertificate certificate() {
        return certificate;
    }

    /** Whether its certificate is valid at a moment. */
    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(certificate.validFrom())
                && !moment.isAfter(certificate.validUntil());
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public byte[] sign(List<ByteBuffer> parts) {
        return signature.over(parts);
    }

    @Override
    public String toString() {
        return "DocumentSigner[" + certificate.sha256() + "]";
    }
}
