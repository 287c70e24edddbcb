package org.almoner.payment.sepa;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Passes a file on while it is written and keeps back its end until it is known to be the file that
 * was made: no bank takes an XML file whose root element is not closed. So the file is written
 * once, not once more beforehand to compare it.
 */
final class WholeOrNot extends FilterOutputStream {

    private static final int KEPT_BACK = 64;

    private final MessageDigest digest = sha256();
    private byte[] end = {};

    WholeOrNot(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        byte[] all = new byte[end.length + length];
        System.arraycopy(end, 0, all, 0, end.length);
        System.arraycopy(bytes, from, all, end.length, length);
        int passed = Math.max(0, all.length - KEPT_BACK);
        out.write(all, 0, passed);
        end = Arrays.copyOfRange(all, passed, all.length);
    }

    /**
     * Lets the end go.
     *
     * @param sha256 of the file that was made, hexadecimal
     * @throws IllegalStateException when this is another one; its end is never written
     */
    void end(String sha256) throws IOException {
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IllegalStateException("The file is not the one that was made");
        }
        out.write(end);
        out.flush();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
