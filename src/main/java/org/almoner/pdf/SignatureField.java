package org.almoner.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.cos.ICOSVisitor;
import org.apache.pdfbox.pdfwriter.COSWriter;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/**
 * The field that holds a document's signature: PAdES baseline B (ETSI EN 319 142-1), seen by no
 * eye, and certifying that nothing may be changed afterwards (ISO 32000-1, 12.8.2.2, access
 * permission 1).
 *
 * <p>PDFBox itself signs only as an update behind a finished file, which is then read and written
 * once more. Here the gap for the signature is left while the file is written, and filled.
 */
final class SignatureField {

    private static final int PRINTED = 1 << 2;
    private static final int LOCKED = 1 << 7;

    /** There are signatures, and the file may only be appended to (ISO 32000-1, table 219). */
    private static final int SIGNED_AND_APPEND_ONLY = 3;

    private static final int NO_CHANGES = 1;

    /** As long as any place in a file of ten gigabytes, so that the true ones fit. */
    private static final long SOMEWHERE = 9_999_999_999L;

    private static final int WIDEST_RANGE = ("[0" + (" " + SOMEWHERE).repeat(3)).length();

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final PdfSigning signing;
    private final COSDictionary signature = new Apart();
    private final COSArray range = new COSArray();
    private final COSString gap;

    SignatureField(PdfSigning signing) {
        this.signing = signing;
        this.gap = new COSString(new byte[signing.signer().room()], true);
        inline(range).add(COSInteger.ZERO);
        for (int i = 0; i < 3; i++) {
            range.add(COSInteger.get(SOMEWHERE));
        }
        fill();
    }

    private void fill() {
        signature.setItem(COSName.TYPE, COSName.SIG);
        signature.setItem(COSName.FILTER, COSName.ADOBE_PPKLITE);
        signature.setItem(COSName.SUB_FILTER, COSName.getPDFName("ETSI.CAdES.detached"));
        signature.setString(COSName.M, MOMENT.format(signing.at()));
        signature.setItem(COSName.REFERENCE, inline(new COSArray(List.of(certification()))));
        signature.setItem(COSName.BYTERANGE, range);
        signature.setItem(COSName.CONTENTS, gap);
    }

    private static COSDictionary certification() {
        COSDictionary parameters = new COSDictionary();
        parameters.setItem(COSName.TYPE, COSName.TRANSFORM_PARAMS);
        parameters.setInt(COSName.P, NO_CHANGES);
        parameters.setName(COSName.V, "1.2");
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.SIG_REF);
        reference.setItem(COSName.TRANSFORM_METHOD, COSName.DOCMDP);
        reference.setItem(COSName.TRANSFORM_PARAMS, inline(parameters));
        return inline(reference);
    }

    /** Something that is no object of its own. */
    private static <T extends COSBase> T inline(T it) {
        it.setDirect(true);
        return it;
    }

    /** Its place on a page, without extent. */
    PDAnnotationWidget widget(PDPage page) {
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.getPDFName(PDAnnotationWidget.SUB_TYPE));
        field.setItem(COSName.FT, COSName.SIG);
        field.setString(COSName.T, "Signature");
        field.setString(COSName.TU, signing.name());
        field.setItem(COSName.V, signature);
        field.setItem(COSName.P, page.getCOSObject());
        field.setInt(COSName.F, PRINTED | LOCKED);
        field.setItem(COSName.RECT, inline(COSArray.ofCOSIntegers(List.of(0, 0, 0, 0))));
        return new PDAnnotationWidget(field);
    }

    /** Names it in the document's catalog. */
    void enter(PDDocumentCatalog catalog, PDAnnotationWidget widget) {
        COSDictionary form = new COSDictionary();
        form.setItem(COSName.FIELDS, inline(new COSArray(List.of(widget.getCOSObject()))));
        form.setInt(COSName.SIG_FLAGS, SIGNED_AND_APPEND_ONLY);
        catalog.getCOSObject().setItem(COSName.ACRO_FORM, form);
        COSDictionary permissions = new COSDictionary();
        permissions.setItem(COSName.DOCMDP, signature);
        catalog.getCOSObject().setItem(COSName.PERMS, inline(permissions));
    }

    /** Writes the document and signs it. */
    void save(PDDocument document, OutputStream out) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream(96 * 1024);
        document.getDocument().setIsXRefStream(true); // objects are written in streams
        Writer writer = new Writer(written);
        writer.write(document);
        byte[] file = written.toByteArray();
        // Behind a signature that is shorter than its place, zeros stay.
        put(HexFormat.of().formatHex(sign(file, writer)), file, writer.gapFrom + 1);
        out.write(file);
        out.flush();
    }

    private byte[] sign(byte[] file, Writer at) {
        String range = "[0 %d %d %d".formatted(at.gapFrom, at.gapTo, file.length - at.gapTo);
        String blanks = " ".repeat(WIDEST_RANGE - range.length());
        put(range + blanks + "]", file, at.rangeFrom);
        byte[] signed =
                signing.signer()
                        .sign(
                                List.of(
                                        ByteBuffer.wrap(file, 0, at.gapFrom),
                                        ByteBuffer.wrap(file, at.gapTo, file.length - at.gapTo)));
        if (signed.length > signing.signer().room()) {
            throw new IllegalStateException(
                    "A signature of " + signed.length + " bytes does not fit its place");
        }
        return signed;
    }

    private static void put(String text, byte[] file, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }

    /** A dictionary of its own in the file: what is in an object stream is compressed. */
    private static final class Apart extends COSStream {

        Apart() {
            removeItem(COSName.LENGTH);
        }

        @Override
        public void accept(ICOSVisitor visitor) throws IOException {
            visitor.visitFromDictionary(this);
        }
    }

    /** Notes where the gap and its range come to stand. */
    private final class Writer extends COSWriter {

        private int rangeFrom;
        private int gapFrom;
        private int gapTo;

        Writer(OutputStream out) {
            super(out, CompressParameters.DEFAULT_COMPRESSION);
        }

        private int here() {
            return Math.toIntExact(getStandardOutput().getPos());
        }

        @Override
        public void visitFromArray(COSArray array) throws IOException {
            if (array == range) {
                rangeFrom = here();
            }
            super.visitFromArray(array);
        }

        @Override
        public void visitFromString(COSString string) throws IOException {
            if (string == gap) {
                gapFrom = here();
            }
            super.visitFromString(string);
            if (string == gap) {
                gapTo = here();
            }
        }
    }
}
