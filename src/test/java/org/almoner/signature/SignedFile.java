package org.almoner.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/**
 * Looks at the signature of a file step by step as ISO 32000-1 and RFC 5652 describe it, knowing
 * nothing of how it was made.
 */
public final class SignedFile {

    private final byte[] file;
    private final PDSignature dictionary;
    private final COSDictionary certified;
    private final CMSSignedData signature;
    private final byte[] covered;

    private SignedFile(byte[] file) throws IOException, CMSException {
        this.file = file;
        try (PDDocument read = Loader.loadPDF(file)) {
            List<PDSignature> all = read.getSignatureDictionaries();
            if (all.size() != 1) {
                throw new IOException("There are " + all.size() + " signatures");
            }
            dictionary = all.get(0);
            certified =
                    read.getDocumentCatalog()
                            .getCOSObject()
                            .getCOSDictionary(COSName.PERMS)
                            .getCOSDictionary(COSName.DOCMDP);
            covered = dictionary.getSignedContent(file);
            try (ASN1InputStream der = new ASN1InputStream(dictionary.getContents(file))) {
                signature =
                        new CMSSignedData(
                                new CMSProcessableByteArray(covered),
                                new ByteArrayInputStream(der.readObject().getEncoded()));
            }
        }
    }

    public static SignedFile read(byte[] file) {
        try {
            return new SignedFile(file);
        } catch (IOException | CMSException unreadable) {
            throw new AssertionError("The signature cannot be read", unreadable);
        }
    }

    /** Whether a reader would say that nothing was changed since it was signed. */
    public static boolean isIntact(byte[] file) {
        try {
            SignedFile it = new SignedFile(file);
            return it.coversAll() && it.verifies();
        } catch (IOException | CMSException | RuntimeException unreadable) {
            return false;
        }
    }

    public PDSignature dictionary() {
        return dictionary;
    }

    /** The one that the document's catalog names as its certification. */
    public COSDictionary certified() {
        return certified;
    }

    /** All but the signature itself, from its opening to its closing bracket. */
    public boolean coversAll() {
        int[] range = dictionary.getByteRange();
        return range[0] == 0
                && file[range[1]] == '<'
                && file[range[2] - 1] == '>'
                && range[2] + range[3] == file.length;
    }

    /** Whether no zeros follow the signature in its place. */
    public boolean fillsItsPlace() {
        try {
            return dictionary.getContents(file).length == signature.getEncoded("DER").length;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public boolean verifies() {
        try {
            return signer().verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate()));
        } catch (CMSException different) {
            return false;
        } catch (OperatorCreationException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public SignerInformation signer() {
        return signature.getSignerInfos().iterator().next();
    }

    public AttributeTable attributes() {
        return signer().getSignedAttributes();
    }

    public X509CertificateHolder certificate() {
        Store<X509CertificateHolder> all = signature.getCertificates();
        return all.getMatches(null).stream()
                .filter(it -> signer().getSID().match(it))
                .findFirst()
                .orElseThrow();
    }

    /** How many certificates it brings along: its own, and those of who vouches for it. */
    public int certificates() {
        return signature.getCertificates().getMatches(null).size();
    }

    /** SHA-256 of its certificate, hexadecimal. */
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(certificate().getEncoded()));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
