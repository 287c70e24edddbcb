package org.almoner.signature;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentAnalyzer;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.util.List;

/**
 * What the European Commission's library for signatures (DSS) says of a file; asks no network. With
 * this version of Bouncy Castle it reads no signature that is shorter than its place, as those of
 * elliptic curves mostly are by a byte or two: only files whose place is filled are for it.
 */
public final class SecondOpinion {

    /** As it should be. */
    public static final String GOOD = "PAdES-BASELINE-B, intact, valid, NO_CHANGE_PERMITTED";

    private SecondOpinion() {}

    /** Profile, whether it covers what is there, whether the key made it, what may be changed. */
    public static String of(byte[] file) {
        PDFDocumentAnalyzer analyzer = new PDFDocumentAnalyzer(new InMemoryDocument(file));
        analyzer.setCertificateVerifier(new CommonCertificateVerifier(true));
        List<AdvancedSignature> all = analyzer.getSignatures();
        if (all.size() != 1) {
            return all.size() + " signatures";
        }
        PAdESSignature it = (PAdESSignature) all.get(0);
        var checked = it.getSignatureCryptographicVerification();
        return String.join(
                ", ",
                String.valueOf(it.getDataFoundUpToLevel()),
                checked.isSignatureIntact() ? "intact" : "changed",
                checked.isSignatureValid() ? "valid" : "wrong",
                String.valueOf(it.getPdfRevision().getPdfSigDictInfo().getDocMDP()));
    }
}
