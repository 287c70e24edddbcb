package org.almoner.bank;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file on its way into the database. It is read to its end before the database is asked, so that
 * a slow client holds no connection; packed, because XML shrinks to a twentieth.
 */
final class KeptFile {

    private final byte[] packed;
    private final String sha256;
    private final long bytes;

    private KeptFile(byte[] packed, String sha256, long bytes) {
        this.packed = packed;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    static KeptFile of(InputStream body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        MessageDigest digest = Sha256.begin();
        long bytes;
        try (OutputStream out = new DigestOutputStream(new GZIPOutputStream(packed), digest)) {
            bytes = body.transferTo(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new KeptFile(packed.toByteArray(), HexFormat.of().formatHex(digest.digest()), bytes);
    }

    InputStream open() {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String sha256() {
        return sha256;
    }

    long bytes() {
        return bytes;
    }
}
