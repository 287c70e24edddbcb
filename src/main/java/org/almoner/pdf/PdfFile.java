package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The objects of a PDF 1.7 file (ISO 32000-1), written while they are made: nothing is kept but
 * where each began. Small objects are put together in compressed streams of a hundred.
 */
final class PdfFile implements AutoCloseable {

    private static final int OBJECTS_IN_STREAM = 100;
    private static final byte[] HEAD = {
        '%',
        'P',
        'D',
        'F',
        '-',
        '1',
        '.',
        '7',
        '\n',
        '%',
        (byte) 0xe2,
        (byte) 0xe3,
        (byte) 0xcf,
        (byte) 0xd3,
        '\n'
    };

    /** Bytes of an entry of the cross-reference stream: kind, offset or stream, index. */
    private static final int ENTRY = 1 + 4 + 1;

    private final OutputStream out;
    private final Deflate deflate = new Deflate();
    private final MessageDigest digest = md5();
    private final Bytes bodies = new Bytes();
    private final Bytes places = new Bytes();
    private byte[] entries = new byte[64 * ENTRY];
    private int last;
    private int inStream;
    private int streamId;
    private long position;

    PdfFile(OutputStream out) throws IOException {
        this.out = out;
        write(HEAD, HEAD.length);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A number for an object that is written later. */
    int reserve() {
        last++;
        if ((last + 1) * ENTRY > entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        return last;
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        digest.update(bytes, 0, length);
        position += length;
    }

    private void write(String ascii) throws IOException {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        write(bytes, bytes.length);
    }

    private void enter(int id, int kind, long value, int index) {
        int at = id * ENTRY;
        entries[at] = (byte) kind;
        entries[at + 1] = (byte) (value >> 24);
        entries[at + 2] = (byte) (value >> 16);
        entries[at + 3] = (byte) (value >> 8);
        entries[at + 4] = (byte) value;
        entries[at + 5] = (byte) index;
    }

    /** Writes a small object. */
    void put(int id, Bytes body) throws IOException {
        place(id);
        bodies.add(body).add('\n');
        endPut();
    }

    /** Writes a small object. */
    void put(int id, String body) throws IOException {
        place(id);
        bodies.add(body).add('\n');
        endPut();
    }

    private void place(int id) {
        if (inStream == 0) {
            streamId = reserve();
        }
        enter(id, 2, streamId, inStream);
        places.add(id).add(' ').add(bodies.length()).add(' ');
        inStream++;
    }

    private void endPut() throws IOException {
        if (inStream == OBJECTS_IN_STREAM) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (inStream == 0) {
            return;
        }
        int first = places.length();
        places.add(bodies);
        String head = "/Type/ObjStm/N " + inStream + "/First " + first;
        deflated(streamId, head, deflate.of(places.array(), places.length()));
        places.clear();
        bodies.clear();
        inStream = 0;
    }

    /** Writes a stream and deflates it. */
    void stream(int id, String entries, Bytes data) throws IOException {
        deflated(id, entries, deflate.of(data.array(), data.length()));
    }

    /** Writes a stream that is deflated already. */
    void deflated(int id, String entries, byte[] data) throws IOException {
        plain(id, entries + "/Filter/FlateDecode", data);
    }

    /** Writes a stream as it is. */
    void plain(int id, String entries, byte[] data) throws IOException {
        enter(id, 1, position, 0);
        write(id + " 0 obj\n<<" + entries + "/Length " + data.length + ">>stream\n");
        write(data, data.length);
        write("\nendstream\nendobj\n");
    }

    /** Writes the cross-references; the file's id follows from what is in it. */
    void finish(int catalog, int info) throws IOException {
        flush();
        int id = reserve();
        long start = position;
        enter(0, 0, 0, 0xff);
        enter(id, 1, start, 0);
        String hash = HexFormat.of().formatHex(digest.digest());
        String head =
                String.format(
                        "/Type/XRef/Size %d/W[1 4 1]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]",
                        last + 1, catalog, info, hash, hash);
        deflated(id, head, deflate.of(entries, (last + 1) * ENTRY));
        write("startxref\n" + start + "\n%%EOF\n");
    }

    @Override
    public void close() {
        deflate.close();
    }
}
