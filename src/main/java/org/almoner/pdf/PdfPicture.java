package org.almoner.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A small drawing in dark ink, decoded once and put into any number of documents. */
public final class PdfPicture {

    private static final int MOST_PIXELS = 4_000_000;
    private static final int WHITE = 255;

    private final int width;
    private final int height;
    private final Prepared image;

    private PdfPicture(int width, int height, Prepared image) {
        this.width = width;
        this.height = height;
        this.image = image;
    }

    /**
     * Reads a PNG; what is white in it shines through.
     *
     * @throws IllegalArgumentException when it is no picture or has more than four million pixels
     */
    public static PdfPicture ofPng(byte[] png) {
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException broken) {
            throw new IllegalArgumentException("Not a PNG that can be read", broken);
        }
        if (image == null || (long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
            throw new IllegalArgumentException("Not a PNG of at most four million pixels");
        }
        byte[] ink = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = ink(image.getRGB(i % image.getWidth(), i / image.getWidth()));
        }
        try (PDDocument scratch = new PDDocument()) {
            PDImageXObject black = grey(scratch, new byte[1], 1, 1);
            black.getCOSObject()
                    .setItem(
                            COSName.SMASK, grey(scratch, ink, image.getWidth(), image.getHeight()));
            return new PdfPicture(
                    image.getWidth(), image.getHeight(), new Prepared(black.getCOSObject()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From bytes, because Java's grey images are not as bright as what is set in them. */
    private static PDImageXObject grey(PDDocument document, byte[] points, int width, int height)
            throws IOException {
        InputStream in = new ByteArrayInputStream(points);
        return new PDImageXObject(document, in, null, width, height, 8, PDDeviceGray.INSTANCE);
    }

    private static byte ink(int argb) {
        int alpha = argb >>> 24;
        int light =
                ((argb >> 16 & 255) * 299 + (argb >> 8 & 255) * 587 + (argb & 255) * 114) / 1000;
        return (byte) ((WHITE - light) * alpha / WHITE);
    }

    /** How high it is when it is as wide as this. */
    public float heightFor(float wanted) {
        return wanted * height / width;
    }

    /** Black ink as one point, and how much of it is where. */
    Prepared image() {
        return image;
    }
}
