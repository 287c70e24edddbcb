package org.almoner.payment.transfer;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A QR code as a picture that stays sharp at every size. */
final class QrPicture {

    /** Empty modules around the code, as ISO/IEC 18004 wants. */
    static final int QUIET_ZONE = 4;

    private static final int HIGHEST_VERSION = 13;

    private QrPicture() {}

    /**
     * Draws a GiroCode with error correction level M.
     *
     * @param title what assistive technology reads out; in no particular language
     */
    static String svg(GiroCode code, String title) {
        ByteMatrix modules = modules(code.payload());
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
               shape-rendering="crispEdges"><title>%s</title>\
               <path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>"""
                .formatted(size, size, escaped(title), size, size, path(modules));
    }

    /** The dark and light modules; 1 is dark. */
    static ByteMatrix modules(String payload) {
        try {
            QRCode code = Encoder.encode(payload, ErrorCorrectionLevel.M, hints(payload));
            if (code.getVersion().getVersionNumber() > HIGHEST_VERSION) {
                throw new IllegalArgumentException("A GiroCode is at most of version 13");
            }
            return code.getMatrix();
        } catch (WriterException tooMuch) {
            throw new IllegalArgumentException("Not drawable as a QR code", tooMuch);
        }
    }

    /** Plain ASCII goes without the marker of the character set, which some apps stumble over. */
    private static Map<EncodeHintType, Object> hints(String payload) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(payload)
                ? Map.of()
                : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
    }

    /** One stroke per run of dark modules in a row. */
    private static String path(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int run = darkRun(modules, x, y);
                if (run > 0) {
                    path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                }
                x += run + 1;
            }
        }
        return path.toString();
    }

    private static int darkRun(ByteMatrix modules, int from, int y) {
        int x = from;
        while (x < modules.getWidth() && modules.get(x, y) == 1) {
            x++;
        }
        return x - from;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
