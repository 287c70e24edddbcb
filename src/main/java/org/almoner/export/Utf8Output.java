package org.almoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text on its way into a stream, in UTF-8, a buffer at a time. */
final class Utf8Output {

    private static final int SIZE = 64 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    Utf8Output(OutputStream out) {
        this.out = out;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes what is UTF-8 already. */
    void write(byte[] bytes) throws IOException {
        if (bytes.length > SIZE - filled) {
            flush();
        }
        if (bytes.length > SIZE) {
            out.write(bytes);
            return;
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    /** Writes a text; nearly all are ASCII, whose signs are their bytes. */
    void write(String text) throws IOException {
        int length = text.length();
        if (length > SIZE - filled) {
            flush();
        }
        if (length > SIZE) {
            write(bytes(text));
            return;
        }
        for (int i = 0; i < length; i++) {
            char sign = text.charAt(i);
            if (sign >= 0x80) {
                write(bytes(text)); // over what was begun
                return;
            }
            buffer[filled + i] = (byte) sign;
        }
        filled += length;
    }

    /** Hands over what is in the buffer. */
    void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
