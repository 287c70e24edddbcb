package org.almoner.export;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Cuts a file into pieces while it is written, hashes it and counts its bytes. */
final class FileInPieces extends OutputStream {

    /** As large as a piece becomes. */
    static final int LARGEST = 1 << 20;

    /** Where pieces go. */
    interface Store {

        /**
         * Takes a piece.
         *
         * @param seq from 1 on
         */
        void take(int seq, byte[] piece);
    }

    private final Store store;
    private final MessageDigest digest = sha256();
    private final byte[] piece = new byte[LARGEST];
    private int filled;
    private int pieces;
    private long bytes;
    private String hash;

    FileInPieces(Store store) {
        this.store = store;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int done = 0;
        while (done < length) {
            int some = Math.min(length - done, LARGEST - filled);
            System.arraycopy(from, offset + done, piece, filled, some);
            filled += some;
            done += some;
            if (filled == LARGEST) {
                cut();
            }
        }
    }

    private void cut() {
        digest.update(piece, 0, filled);
        pieces++;
        bytes += filled;
        store.take(pieces, Arrays.copyOf(piece, filled));
        filled = 0;
    }

    /** Hands over the last piece; nothing is written afterwards. */
    void end() {
        if (filled > 0) {
            cut();
        }
        hash = HexFormat.of().formatHex(digest.digest());
    }

    int pieces() {
        return pieces;
    }

    long bytes() {
        return bytes;
    }

    /** SHA-256 of the whole file, in hexadecimal digits; {@code null} before the end. */
    String hash() {
        return hash;
    }
}
