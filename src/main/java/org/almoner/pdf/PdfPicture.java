package org.almoner.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A small drawing in dark ink, decoded once and put into any number of documents. */
public final class PdfPicture {

    private static final int MOST_PIXELS = 4_000_000;
    private static final int WHITE = 255;

    private final int width;
    private final int height;
    private final byte[] ink;

    private PdfPicture(int width, int height, byte[] ink) {
        this.width = width;
        this.height = height;
        this.ink = ink;
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
        byte[] pixels = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ink(image.getRGB(i % image.getWidth(), i / image.getWidth()));
        }
        return new PdfPicture(image.getWidth(), image.getHeight(), Deflate.once(pixels));
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

    /** What of it lets the dark ink through: an image of its own. */
    String entries() {
        return "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width "
                + width
                + "/Height "
                + height;
    }

    byte[] deflated() {
        return Arrays.copyOf(ink, ink.length);
    }
}
