package org.almoner.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;

class PdfPictureTest {

    private static final int[] POINTS = {0xff000000, 0xff808080, 0xffffffff, 0x80000000, 0};

    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(POINTS.length, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, POINTS.length, 1, POINTS, 0, POINTS.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] document(PdfPicture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfDetails about =
                new PdfDetails("Test", Locale.GERMAN, LocalDate.of(2027, 1, 15), PdfPaper.A4);
        try (PdfSheets sheets = new PdfSheets(out, about)) {
            sheets.nextSheet();
            sheets.picture(picture, "Strich", new PdfArea(50, 50, 100, 20));
            sheets.picture(picture, "Strich", new PdfArea(50, 90, 100, 20));
            sheets.finish((sheet, all) -> {});
        }
        return out.toByteArray();
    }

    @Test
    void dark_ink_covers_pale_ink_covers_less_and_white_shines_through() throws IOException {
        byte[] document = document(PdfPicture.ofPng(png()));
        Conformance.check(document);
        try (PDDocument read = Loader.loadPDF(document)) {
            PDImageXObject image =
                    (PDImageXObject)
                            read.getPage(0).getResources().getXObject(COSName.getPDFName("I0"));
            byte[] ink = image.getSoftMask().createInputStream().readAllBytes();
            assertArrayEquals(new byte[] {(byte) 255, 127, 0, (byte) 128, 0}, ink);
        }
    }

    @Test
    void what_is_no_picture_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> PdfPicture.ofPng(new byte[] {1, 2}));
    }
}
