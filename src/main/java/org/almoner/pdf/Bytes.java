package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows while the operators of a page or the objects of a file are appended to it, in ASCII. */
final class Bytes {

    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    Bytes() {
        this(4096);
    }

    Bytes(int room) {
        bytes = new byte[room];
    }

    @SuppressWarnings("deprecation") // copies ASCII without looking at an encoder
    Bytes add(String ascii) {
        need(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    /** A number of zero or more. */
    Bytes add(int number) {
        int places = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            places++;
        }
        need(places);
        int rest = number;
        for (int at = length + places - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += places;
        return this;
    }

    /** A number of either sign. */
    Bytes signed(int number) {
        return number < 0 ? add('-').add(-number) : add(number);
    }

    /** A number with two decimals at most, and a blank after it. */
    Bytes number(float value) {
        int hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            add('-');
            hundredths = -hundredths;
        }
        add(hundredths / 100);
        int rest = hundredths % 100;
        if (rest > 0) {
            add('.').add((char) ('0' + rest / 10));
            if (rest % 10 > 0) {
                add((char) ('0' + rest % 10));
            }
        }
        return add(' ');
    }

    Bytes add(char ascii) {
        need(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Four hexadecimal digits. */
    Bytes hex(int value) {
        need(4);
        bytes[length++] = DIGITS[value >> 12 & 15];
        bytes[length++] = DIGITS[value >> 8 & 15];
        bytes[length++] = DIGITS[value >> 4 & 15];
        bytes[length++] = DIGITS[value & 15];
        return this;
    }

    /** A text string: UTF-16 with its mark, so that every letter can stand in it. */
    Bytes text(String text) {
        add("<FEFF");
        for (int i = 0; i < text.length(); i++) {
            hex(text.charAt(i));
        }
        return add(">");
    }

    Bytes add(Bytes other) {
        need(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    private void need(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] array() {
        return bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
