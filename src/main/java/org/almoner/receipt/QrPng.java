package org.almoner.receipt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.almoner.payment.QrCode;

/**
 * A GiroCode as a PNG of one bit per pixel (W3C PNG, third edition), because mail programs show no
 * SVG. Dark on white with its quiet zone, so that dark mail windows do not spoil it.
 */
final class QrPng {

    /** Pixels per module: sharp on screens of twice the usual density. */
    private static final int SCALE = 8;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final QrCode code;

    private QrPng(QrCode code) {
        this.code = code;
    }

    static QrPng of(String payload) {
        return new QrPng(QrCode.of(payload));
    }

    /** Pixels along each side. */
    int side() {
        return (code.size() + 2 * QrCode.QUIET_ZONE) * SCALE;
    }

    /** The file; the same payload gives the same bytes. */
    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(side()).putInt(side());
        header.put((byte) 1); // one bit each; then grey, deflate, no filter, not interlaced
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", deflated(rows()));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** A set bit is white; each row begins with its filter, which is none. */
    private byte[] rows() {
        int stride = 1 + (side() + 7) / 8;
        byte[] rows = new byte[stride * side()];
        for (int y = 0; y < side(); y++) {
            for (int x = 0; x < side(); x++) {
                if (!code.isDark(module(x), module(y))) {
                    rows[y * stride + 1 + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return rows;
    }

    private static int module(int pixel) {
        return pixel / SCALE - QrCode.QUIET_ZONE;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
