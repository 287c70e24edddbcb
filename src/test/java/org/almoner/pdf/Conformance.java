package org.almoner.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds documents against ISO 19005-2 (level A) and ISO 14289-1, as veraPDF reads them. */
public final class Conformance {

    private static final Logger QUIET = Logger.getLogger("org.verapdf");

    static {
        QUIET.setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Conformance() {}

    /** Fails with what veraPDF found. */
    public static void check(byte[] document) {
        check(document, PDFAFlavour.PDFA_2_A);
        check(document, PDFAFlavour.PDFUA_1);
    }

    private static void check(byte[] document, PDFAFlavour flavour) {
        try (InputStream in = new ByteArrayInputStream(document);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> failed =
                    result.getTestAssertions().stream()
                            .filter(it -> it.getStatus() == TestAssertion.Status.FAILED)
                            .map(it -> it.getRuleId().getClause() + " " + it.getMessage())
                            .distinct()
                            .toList();
            assertEquals(List.of(), failed, flavour.toString());
            assertTrue(result.isCompliant() && result.getTotalAssertions() > 0);
        } catch (VeraPDFException | java.io.IOException broken) {
            throw new AssertionError("Not readable as " + flavour, broken);
        }
    }
}
