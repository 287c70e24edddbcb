package org.almoner.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Some glyphs of a font, ready to be put into documents under their old numbers. Made once and
 * shared by all documents that need no other letters, because cutting costs more than all the rest
 * of a page.
 *
 * @param glyphs which are in it
 * @param font as PDFBox embeds it
 */
record FontCut(BitSet glyphs, Prepared font) {

    static FontCut of(FontFile file, BitSet glyphs) {
        synchronized (file) {
            try (PDDocument scratch = new PDDocument()) {
                PDType0Font font = PDType0Font.load(scratch, file.font(), true);
                font.addGlyphsToSubset(glyphs.stream().boxed().collect(Collectors.toSet()));
                font.subset();
                descriptor(font).removeItem(COSName.CID_SET);
                return new FontCut(glyphs, new Prepared(font.getCOSObject()));
            } catch (IOException failure) {
                throw new UncheckedIOException("The font cannot be cut", failure);
            }
        }
    }

    /** PDF/A-2 no longer asks for the list of what is in a cut, and it is one more to go wrong. */
    private static COSDictionary descriptor(PDType0Font font) {
        return font.getDescendantFont().getCOSObject().getCOSDictionary(COSName.FONT_DESC);
    }

    /** Whether a document that uses these glyphs needs no other cut. */
    boolean holds(BitSet used) {
        BitSet missing = (BitSet) used.clone();
        missing.andNot(glyphs);
        return missing.isEmpty();
    }
}
