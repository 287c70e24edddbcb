package org.almoner.pdf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/** Puts sheets, fonts and pictures together to a document of PDFBox. */
final class Binding implements AutoCloseable {

    private static final float VERSION = 1.7f;

    /** Twice as fast as the usual level for a tenth more bytes; PDFBox is told in no other way. */
    private static final String QUICK = "3";

    static {
        System.setProperty("org.apache.pdfbox.filter.deflatelevel", QUICK);
    }

    private final PdfDetails about;
    private final PDDocument document = new PDDocument();
    private final COSDocument objects = document.getDocument();
    private final PDResources resources = new PDResources();
    private final PDRectangle paper;
    private final List<PDPage> sheets = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private final Map<PdfPicture, Integer> pictures = new LinkedHashMap<>();
    private final MessageDigest digest = sha256();

    Binding(PdfDetails about) {
        this.about = about;
        this.paper = new PDRectangle(about.paper().width(), about.paper().height());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    PDDocumentCatalog catalog() {
        return document.getDocumentCatalog();
    }

    /** How many there are. */
    int sheets() {
        return sheets.size();
    }

    /** The last. */
    PDPage sheet() {
        return sheets.get(sheets.size() - 1);
    }

    void addSheet() {
        PDPage sheet = new PDPage(paper);
        sheet.setResources(resources);
        sheet.getCOSObject().setName("Tabs", "S");
        document.addPage(sheet);
        sheets.add(sheet);
    }

    /** Keeps what stands on the last sheet until its foot is known. */
    void endSheet(String content, int key) {
        contents.add(content);
        sheet().setStructParents(key);
    }

    void finishSheet(int number, String foot) throws IOException {
        byte[] content = (contents.get(number) + foot).getBytes(StandardCharsets.US_ASCII);
        digest.update(content);
        sheets.get(number)
                .setContents(
                        new PDStream(
                                document, new ByteArrayInputStream(content), COSName.FLATE_DECODE));
    }

    /** Under which number a picture is drawn. */
    int number(PdfPicture picture) {
        return pictures.computeIfAbsent(picture, it -> pictures.size());
    }

    /** What the document's signature is to stand in, on its last sheet. */
    PDAnnotationWidget prepareSignature(SignatureField field) throws IOException {
        PDAnnotationWidget widget = field.widget(sheet());
        field.enter(catalog(), widget);
        sheet().getAnnotations().add(widget);
        return widget;
    }

    /**
     * Writes all of it. The file's id follows from what is in it, not from the clock.
     *
     * @param signature prepared before; {@code null} for a document without
     */
    void save(OutputStream out, Canvas canvas, SignatureField signature) throws IOException {
        addFonts(canvas);
        addPictures();
        Fixtures.addTo(document, about);
        digest.update(about.toString().getBytes(StandardCharsets.UTF_8));
        document.setDocumentId(ByteBuffer.wrap(digest.digest()).getLong());
        objects.setVersion(VERSION);
        if (signature != null) {
            signature.save(document, out);
            return;
        }
        OutputStream buffered = new BufferedOutputStream(out);
        document.save(buffered, CompressParameters.DEFAULT_COMPRESSION);
        buffered.flush();
    }

    private void addFonts(Canvas canvas) throws IOException {
        COSDictionary fonts = new COSDictionary();
        for (Face face : Face.values()) {
            BitSet used = canvas.lettering(face).used();
            if (!used.isEmpty()) {
                fonts.setItem("F" + face.ordinal(), face.cut(used).font().copyFor(objects));
            }
        }
        if (canvas.hasTicks()) {
            fonts.setItem("F2", Tick.FONT.copyFor(objects));
        }
        resources.getCOSObject().setItem(COSName.FONT, fonts);
    }

    private void addPictures() throws IOException {
        COSDictionary images = new COSDictionary();
        for (Map.Entry<PdfPicture, Integer> it : pictures.entrySet()) {
            images.setItem("I" + it.getValue(), it.getKey().image().copyFor(objects));
        }
        resources.getCOSObject().setItem(COSName.XOBJECT, images);
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(document);
    }
}
