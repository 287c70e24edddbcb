package org.almoner.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
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
        try (PDDocument scratch = new PDDocument()) {
            PDImageXObject black = LosslessFactory.createFromImage(scratch, grey(1, 1));
            PDImageXObject ink = LosslessFactory.createFromImage(scratch, ink(image));
            black.getCOSObject().setItem(COSName.SMASK, ink);
            return new PdfPicture(
                    image.getWidth(), image.getHeight(), new Prepared(black.getCOSObject()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage grey(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    /** How much ink is where, as an image of its own: black is none. */
    private static BufferedImage ink(BufferedImage image) {
        BufferedImage ink = grey(image.getWidth(), image.getHeight());
        for (int y = 0; y < ink.getHeight(); y++) {
            for (int x = 0; x < ink.getWidth(); x++) {
                ink.getRaster().setSample(x, y, 0, ink(image.getRGB(x, y)));
            }
        }
        return ink;
    }

    private static int ink(int argb) {
        int alpha = argb >>> 24;
        int light =
                ((argb >> 16 & 255) * 299 + (argb >> 8 & 255) * 587 + (argb & 255) * 114) / 1000;
        return (WHITE - light) * alpha / WHITE;
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
