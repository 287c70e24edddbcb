package org.almoner.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.bouncycastle.util.Store;

/**
 * A signature of CMS as the baseline profile B of PAdES wants it (ETSI EN 319 142-1, 6.3, and EN
 * 319 122-1): detached, with the attributes content-type, message-digest and
 * signing-certificate-v2. There is no signing-time: PDF has a place of its own for that, which the
 * signature covers.
 */
final class CadesSignature {

    private final PrivateKey key;
    private final String algorithm;
    private final X509CertificateHolder own;
    private final Store<X509CertificateHolder> chain;
    private final AttributeTable certificate;

    /**
     * @param chain the signer's certificate, and those of who vouches for it
     * @param algorithm such as {@code SHA256withECDSA}
     */
    CadesSignature(PrivateKey key, List<X509Certificate> chain, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
        this.own = held(chain.get(0));
        this.chain = new CollectionStore<>(chain.stream().map(CadesSignature::held).toList());
        this.certificate =
                new AttributeTable(
                        new Attribute(
                                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                                new DERSet(
                                        new SigningCertificateV2(
                                                new ESSCertIDv2[] {identified(chain.get(0))}))));
    }

    private static X509CertificateHolder held(X509Certificate it) {
        try {
            return new JcaX509CertificateHolder(it);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** SHA-256 is the attribute's default and is not named. */
    private static ESSCertIDv2 identified(X509Certificate it) {
        X500Name issuer = X500Name.getInstance(it.getIssuerX500Principal().getEncoded());
        IssuerSerial serial =
                new IssuerSerial(new GeneralNames(new GeneralName(issuer)), it.getSerialNumber());
        return new ESSCertIDv2(sha256(it), serial);
    }

    /** The fingerprint. */
    static byte[] sha256(X509Certificate it) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(it.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @throws IllegalStateException when the key refuses
     */
    byte[] over(List<ByteBuffer> parts) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signer());
            generator.addCertificates(chain);
            return generator
                    .generate(new Content(parts), false)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | IOException | OperatorCreationException failure) {
            throw new IllegalStateException("A document cannot be signed", failure);
        }
    }

    /** How many bytes of it came from the key itself. */
    static int bareLength(byte[] signature) {
        try {
            return new CMSSignedData(signature)
                    .getSignerInfos()
                    .iterator()
                    .next()
                    .getSignature()
                    .length;
        } catch (CMSException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SignerInfoGenerator signer() throws OperatorCreationException {
        return new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new Attributes(certificate))
                .build(new JcaContentSignerBuilder(algorithm).build(key), own);
    }

    /** What the library adds and the profile does without. */
    private static final class Attributes extends DefaultSignedAttributeTableGenerator {

        Attributes(AttributeTable more) {
            super(more);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            return super.getAttributes(parameters)
                    .remove(CMSAttributes.signingTime)
                    .remove(CMSAttributes.cmsAlgorithmProtect);
        }
    }

    /** The parts of a file, read where they are. */
    private record Content(List<ByteBuffer> parts) implements CMSTypedData {

        @Override
        public ASN1ObjectIdentifier getContentType() {
            return CMSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            for (ByteBuffer part : parts) {
                out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
            }
        }

        @Override
        public Object getContent() {
            return parts;
        }
    }
}
