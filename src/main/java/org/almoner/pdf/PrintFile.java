package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Puts finished documents behind one another for a printer. Each begins on the front of a sheet, so
 * that a duplex printer keeps them apart. What is only for screens (tags, titles, links) is left
 * behind, and so are signatures, which are over whole files; the originals stay what they are.
 */
public final class PrintFile implements AutoCloseable {

    private static final COSName TAGS = COSName.getPDFName("StructParents");

    private final PDDocument all = new PDDocument();
    private final List<PDDocument> open = new ArrayList<>();

    /** An empty file. */
    public PrintFile() {}

    /**
     * Adds a document.
     *
     * @throws IOException when the bytes are no PDF
     */
    public void add(byte[] document) throws IOException {
        PDDocument source = Loader.loadPDF(document);
        open.add(source); // pages share its fonts until the file is written
        PDRectangle size = PDRectangle.A4;
        for (PDPage page : source.getPages()) {
            size = page.getMediaBox();
            COSDictionary copy = all.importPage(page).getCOSObject();
            copy.removeItem(TAGS);
            copy.removeItem(COSName.ANNOTS);
        }
        if (source.getNumberOfPages() % 2 == 1) {
            all.addPage(new PDPage(size));
        }
    }

    /** Writes the file; nothing can be added afterwards. */
    public void writeTo(OutputStream out) throws IOException {
        all.save(out);
    }

    @Override
    public void close() throws IOException {
        for (PDDocument source : open) {
            source.close();
        }
        all.close();
    }
}
