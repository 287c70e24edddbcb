package org.almoner.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** The beginning of a row's hash, by which a changed row is known. For one thread. */
final class RowDigest {

    private static final byte BETWEEN = 0x1F;
    private static final byte NONE = 0x00;
    private static final int FIRST_SIZE = 1_024;

    private final MessageDigest sha256 = FileInPieces.sha256();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;

    /** The first eight bytes of the SHA-256 of a row's cells, in UTF-8, each with its end. */
    long of(Row row) {
        filled = 0;
        for (String cell : row.cells()) {
            if (cell == null) {
                room(2);
                buffer[filled++] = NONE;
            } else {
                put(cell);
            }
            buffer[filled++] = BETWEEN;
        }
        sha256.update(buffer, 0, filled);
        byte[] hash = sha256.digest();
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | hash[i] & 0xFF;
        }
        return first;
    }

    /** Nearly all cells are ASCII, whose signs are their bytes. */
    private void put(String cell) {
        int length = cell.length();
        room(length + 1);
        for (int i = 0; i < length; i++) {
            char sign = cell.charAt(i);
            if (sign >= 0x80) {
                byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
                room(bytes.length + 1);
                System.arraycopy(bytes, 0, buffer, filled, bytes.length);
                filled += bytes.length;
                return;
            }
            buffer[filled + i] = (byte) sign;
        }
        filled += length;
    }

    private void room(int more) {
        if (filled + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + more));
        }
    }
}
