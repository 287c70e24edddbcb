package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPngTest {

    private static final String PAYLOAD =
            "BCD\n002\n1\nSCT\nTESTDEFFXXX\n%s\nDE91100000000123456789\nEUR25.00\nCHAR\n"
                    + "RF18539007547034";

    /** Read by two decoders that are not ours: the JDK's for the PNG, ZXing's for the code. */
    @ParameterizedTest
    @ValueSource(strings = {"Beispiel Hilfe e.V.", "Hilfe für Größere e.V.", "H"})
    void a_camera_reads_back_what_was_drawn(String name) throws IOException, ReaderException {
        String payload = PAYLOAD.formatted(name);
        QrPng png = QrPng.of(payload);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.bytes()));
        assertEquals(png.side(), image.getWidth());
        assertEquals(png.side(), image.getHeight());
        int[] pixels = image.getRGB(0, 0, png.side(), png.side(), null, 0, png.side());
        RGBLuminanceSource source = new RGBLuminanceSource(png.side(), png.side(), pixels);
        assertEquals(
                payload,
                new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText());
        assertEquals(0xFFFFFFFF, image.getRGB(31, 31), "four light modules stand around the code");
        assertEquals(0xFF000000, image.getRGB(32, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Beispiel Hilfe e.V."})
    void the_same_payload_gives_the_same_small_file(String name) {
        byte[] png = QrPng.of(PAYLOAD.formatted(name)).bytes();
        assertArrayEquals(png, QrPng.of(PAYLOAD.formatted(name)).bytes());
        assertTrue(png.length < 4096, "is " + png.length);
    }
}
