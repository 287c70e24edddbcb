package org.almoner.payment;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The dark and light modules of a GiroCode (error correction level M, EPC069-12). */
public final class QrCode {

    /** Empty modules around the code, as ISO/IEC 18004 wants. */
    public static final int QUIET_ZONE = 4;

    private static final int HIGHEST_VERSION = 13;

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /**
     * Encodes a payload.
     *
     * @throws IllegalArgumentException when it is too long for version 13
     */
    public static QrCode of(String payload) {
        try {
            QRCode code = Encoder.encode(payload, ErrorCorrectionLevel.M, hints(payload));
            if (code.getVersion().getVersionNumber() > HIGHEST_VERSION) {
                throw new IllegalArgumentException("A GiroCode is at most of version 13");
            }
            return new QrCode(code.getMatrix());
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

    /** Modules along each side, without the quiet zone. */
    public int size() {
        return modules.getWidth();
    }

    /** Whether a module is dark; what lies outside of the code is light. */
    public boolean isDark(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < size() && y < size();
        return inside && modules.get(x, y) == 1;
    }
}
