package org.almoner.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almoner.pdf.Conformance;
import org.almoner.pdf.PrintFile;
import org.almoner.signature.DocumentSigner;
import org.almoner.signature.SecondOpinion;
import org.almoner.signature.SignedFile;
import org.almoner.signature.TestKeys;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PAdES baseline B over each kind of document, and what readers see of it. */
class SignedStatementsTest {

    private static final Instant AT = Instant.parse("2027-01-20T09:30:15.123Z");
    private static final DocumentSigner KEY = TestKeys.ellipticCurve().signer();
    private static final DocumentSigner RSA = TestKeys.of("RSA", 2048).signer();

    private static byte[] signed(DocumentKind kind, DocumentSigner key, StatementMark mark) {
        try {
            Statements one = Statements.of(kind);
            byte[] facsimile = Statements.facsimile(one.record().issuer().office());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new WriteStatement()
                    .write(one.record(), new StatementPrint(mark, facsimile, key, AT), out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static byte[] signed(DocumentKind kind) {
        return signed(kind, KEY, StatementMark.ORIGINAL);
    }

    /** One whose signature is as long as any: one of four. */
    private static byte[] full(DocumentKind kind) {
        return Stream.generate(() -> signed(kind))
                .limit(200)
                .filter(it -> SignedFile.read(it).fillsItsPlace())
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> each_kind_conforms_and_verifies_and_looks_as_it_does_without() {
        return Stream.of(DocumentKind.values())
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> check(it)));
    }

    private static void check(DocumentKind kind) throws IOException {
        byte[] signed = signed(kind);
        Conformance.check(signed);
        assertTrue(SignedFile.isIntact(signed));
        assertEquals(KEY.certificate().sha256(), SignedFile.read(signed).fingerprint());
        assertEquals(SecondOpinion.GOOD, SecondOpinion.of(full(kind)));
        assertEquals(
                SecondOpinion.GOOD, SecondOpinion.of(signed(kind, RSA, StatementMark.CANCELLED)));
        byte[] plain = Statements.of(kind).document();
        assertEquals(WriteStatementTest.text(plain), WriteStatementTest.text(signed));
        assertSameLook(plain, signed);
        byte[] duplicate = signed(kind, KEY, StatementMark.DUPLICATE);
        Conformance.check(duplicate);
        assertTrue(SignedFile.isIntact(duplicate));
    }

    private static void assertSameLook(byte[] one, byte[] other) throws IOException {
        try (PDDocument first = Loader.loadPDF(one);
                PDDocument second = Loader.loadPDF(other)) {
            assertEquals(first.getNumberOfPages(), second.getNumberOfPages());
            for (int page = 0; page < first.getNumberOfPages(); page++) {
                assertArrayEquals(pixels(first, page), pixels(second, page));
            }
        }
    }

    private static int[] pixels(PDDocument document, int page) throws IOException {
        BufferedImage it = new PDFRenderer(document).renderImageWithDPI(page, 60);
        return it.getRGB(0, 0, it.getWidth(), it.getHeight(), null, 0, it.getWidth());
    }

    @Test
    void the_signature_is_of_the_baseline_profile_and_certifies_that_nothing_may_change()
            throws IOException {
        SignedFile signed = SignedFile.read(signed(DocumentKind.CA_OFFICIAL_RECEIPT));
        COSDictionary dictionary = signed.dictionary().getCOSObject();
        assertEquals("ETSI.CAdES.detached", signed.dictionary().getSubFilter());
        assertEquals("Adobe.PPKLite", signed.dictionary().getFilter());
        assertEquals("D:20270120093015Z", dictionary.getString(COSName.M));
        assertNull(dictionary.getItem(COSName.getPDFName("Cert")));
        assertEquals(dictionary.getString(COSName.M), signed.certified().getString(COSName.M));
        COSDictionary reference =
                (COSDictionary) signed.certified().getCOSArray(COSName.REFERENCE).getObject(0);
        assertEquals("DocMDP", reference.getNameAsString("TransformMethod"));
        assertEquals(1, reference.getCOSDictionary(COSName.TRANSFORM_PARAMS).getInt(COSName.P));
    }

    @Test
    void the_signature_has_the_attributes_of_the_profile_and_no_others() throws IOException {
        SignedFile signed = SignedFile.read(signed(DocumentKind.DE_COLLECTIVE));
        Set<ASN1ObjectIdentifier> attributes =
                Arrays.stream(signed.attributes().toASN1Structure().getAttributes())
                        .map(it -> it.getAttrType())
                        .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        CMSAttributes.contentType,
                        CMSAttributes.messageDigest,
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2),
                attributes);
        assertNull(signed.signer().getUnsignedAttributes());
        SigningCertificateV2 named =
                SigningCertificateV2.getInstance(
                        signed.attributes()
                                .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                                .getAttributeValues()[0]);
        assertEquals(
                signed.fingerprint(), HexFormat.of().formatHex(named.getCerts()[0].getCertHash()));
    }

    @Test
    void who_vouches_for_the_certificate_is_in_the_file() throws IOException {
        DocumentSigner vouchedFor =
                TestKeys.of("RSA", 2048).vouchedForBy(TestKeys.ellipticCurve()).signer();
        byte[] signed = signed(DocumentKind.DE_SINGLE, vouchedFor, StatementMark.ORIGINAL);
        assertEquals(2, SignedFile.read(signed).certificates());
        assertEquals(vouchedFor.certificate().sha256(), SignedFile.read(signed).fingerprint());
        assertTrue(vouchedFor.certificate().issuer().contains("Example Trust"));
        assertTrue(SignedFile.isIntact(signed));
        assertEquals(SecondOpinion.GOOD, SecondOpinion.of(signed));
        Conformance.check(signed);
    }

    @Test
    void every_changed_byte_and_everything_that_is_added_is_found() {
        byte[] signed = signed(DocumentKind.CA_OFFICIAL_RECEIPT);
        int[] range = SignedFile.read(signed).dictionary().getByteRange();
        int[] places = {1_000, range[1] / 2, range[1] - 5, range[2] + 40, signed.length - 9};
        for (int place : places) {
            byte[] changed = signed.clone();
            changed[place] ^= 1;
            assertFalse(SignedFile.isIntact(changed), "changed at " + place);
        }
        byte[] changed = full(DocumentKind.CA_OFFICIAL_RECEIPT);
        changed[1_000] ^= 1;
        assertEquals(
                SecondOpinion.GOOD.replace("intact, valid", "changed, wrong"),
                SecondOpinion.of(changed));
        byte[] longer = Arrays.copyOf(signed, signed.length + 1);
        longer[signed.length] = '\n';
        assertFalse(SignedFile.isIntact(longer));
        assertTrue(SignedFile.isIntact(signed));
    }

    @Test
    void an_update_that_is_appended_is_not_covered() throws IOException {
        byte[] signed = signed(DocumentKind.GB_GIVING_STATEMENT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument read = Loader.loadPDF(signed)) {
            read.getDocumentInformation().setTitle("A larger amount");
            read.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            read.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            read.saveIncremental(out);
        }
        assertTrue(out.size() > signed.length);
        SignedFile updated = SignedFile.read(out.toByteArray());
        assertTrue(updated.verifies(), "what was signed is still there");
        assertFalse(updated.coversAll());
        assertFalse(SignedFile.isIntact(out.toByteArray()));
    }

    @Test
    void a_signature_moved_to_another_document_is_found() {
        byte[] mine = signed(DocumentKind.US_YEAR_END_STATEMENT);
        byte[] other = signed(DocumentKind.AU_GIFT_RECEIPT);
        int[] from = SignedFile.read(mine).dictionary().getByteRange();
        int[] to = SignedFile.read(other).dictionary().getByteRange();
        assertEquals(from[2] - from[1], to[2] - to[1]);
        System.arraycopy(mine, from[1], other, to[1], from[2] - from[1]);
        assertFalse(SignedFile.isIntact(other));
    }

    @Test
    void the_same_record_moment_and_rsa_key_give_the_same_bytes_on_many_threads() {
        byte[] first = signed(DocumentKind.DE_SINGLE, RSA, StatementMark.ORIGINAL);
        assertTrue(SignedFile.isIntact(first));
        IntStream.range(0, 8)
                .parallel()
                .forEach(
                        it ->
                                assertArrayEquals(
                                        first,
                                        signed(
                                                DocumentKind.DE_SINGLE,
                                                RSA,
                                                StatementMark.ORIGINAL)));
    }

    @Test
    void a_key_on_a_curve_draws_at_random_and_only_its_signature_differs() {
        byte[] one = signed(DocumentKind.DE_SINGLE);
        byte[] two = signed(DocumentKind.DE_SINGLE);
        int[] range = SignedFile.read(one).dictionary().getByteRange();
        assertFalse(Arrays.equals(one, two));
        assertArrayEquals(Arrays.copyOf(one, range[1]), Arrays.copyOf(two, range[1]));
        assertArrayEquals(
                Arrays.copyOfRange(one, range[2], one.length),
                Arrays.copyOfRange(two, range[2], two.length));
    }

    @Test
    void five_thousand_gifts_are_signed_as_one() throws IOException {
        Statements many = Statements.of(DocumentKind.GB_GIVING_STATEMENT).gifts(5000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WriteStatement()
                .write(
                        many.record(),
                        new StatementPrint(
                                StatementMark.ORIGINAL, Statements.facsimile("GB"), KEY, AT),
                        out);
        assertTrue(SignedFile.isIntact(out.toByteArray()));
    }

    @Test
    void who_hears_the_document_read_aloud_is_told_that_it_is_signed() throws IOException {
        try (PDDocument read = Loader.loadPDF(signed(DocumentKind.DE_SINGLE))) {
            var fields = read.getDocumentCatalog().getAcroForm(null).getFields();
            assertEquals(1, fields.size());
            assertEquals(
                    "Elektronische Signatur von Beispiel Hilfe e.V.",
                    fields.get(0).getAlternateFieldName());
        }
    }

    @Test
    void a_file_for_the_printer_has_the_same_look_and_no_signature() throws IOException {
        byte[] signed = signed(DocumentKind.CA_OFFICIAL_RECEIPT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintFile file = new PrintFile()) {
            file.add(signed);
            file.add(signed(DocumentKind.DE_COLLECTIVE));
            file.writeTo(out);
        }
        try (PDDocument paper = Loader.loadPDF(out.toByteArray());
                PDDocument original = Loader.loadPDF(signed)) {
            assertEquals(0, paper.getSignatureDictionaries().size());
            assertNull(paper.getDocumentCatalog().getAcroForm(null));
            assertNull(paper.getDocumentCatalog().getCOSObject().getItem(COSName.PERMS));
            for (int page = 0; page < paper.getNumberOfPages(); page++) {
                assertEquals(
                        java.util.List.<PDAnnotation>of(), paper.getPage(page).getAnnotations());
            }
            assertArrayEquals(pixels(original, 0), pixels(paper, 0));
        }
        String raw = new String(out.toByteArray(), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains("ETSI.CAdES.detached"));
    }

    @Test
    void a_document_without_a_key_is_as_it_was() throws IOException {
        byte[] plain = signed(DocumentKind.NL_YEARLY_OVERVIEW, null, StatementMark.ORIGINAL);
        assertArrayEquals(Statements.of(DocumentKind.NL_YEARLY_OVERVIEW).document(), plain);
        assertNotEquals(plain.length, signed(DocumentKind.NL_YEARLY_OVERVIEW).length);
        assertFalse(SignedFile.isIntact(plain));
    }
}
