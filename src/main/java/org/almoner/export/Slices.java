package org.almoner.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.sql.Sql;

/**
 * Notes which rows a file is made of, a thousand at a time, with the beginning of each row's hash:
 * enough to find them again and to see which of them have changed.
 */
final class Slices {

    private static final int ROWS = 1_000;
    private static final byte BETWEEN = 0x1F;
    private static final byte NONE = 0x00;

    private static final String STORE =
            "INSERT INTO export_slice (export, seq, keys, digests) VALUES (?, ?, ?, ?)";

    private static final String READ =
            "SELECT keys, digests FROM export_slice WHERE export = ? AND seq = ?";

    private final Sql sql;
    private final String export;
    private final MessageDigest sha256 = FileInPieces.sha256();
    private List<UUID> keys = new ArrayList<>();
    private List<Long> digests = new ArrayList<>();
    private int seq;

    Slices(Sql sql, String export) {
        this.sql = sql;
        this.export = export;
    }

    /** Rows as they were. */
    record Slice(List<UUID> keys, List<Long> digests) {}

    /** Notes a row; rows of one key stay together. */
    void add(Row row) {
        boolean isAnother = keys.isEmpty() || !keys.get(keys.size() - 1).equals(row.key());
        if (isAnother && digests.size() >= ROWS) {
            store();
        }
        if (isAnother) {
            keys.add(row.key());
        }
        digests.add(digest(row));
    }

    /** Stores what is left. */
    void end() {
        if (!keys.isEmpty()) {
            store();
        }
    }

    private void store() {
        seq++;
        sql.write(STORE, export, seq, Sql.Column.ids(keys), new Sql.Column("int8", digests));
        keys = new ArrayList<>();
        digests = new ArrayList<>();
    }

    /** The next slice of those stored; {@code null} behind the last one. */
    Slice next() {
        seq++;
        return sql.one(
                        READ,
                        row ->
                                new Slice(
                                        List.of((UUID[]) row.getArray("keys").getArray()),
                                        List.of((Long[]) row.getArray("digests").getArray())),
                        export,
                        seq)
                .orElse(null);
    }

    /** The first eight bytes of the SHA-256 of a row's cells. */
    long digest(Row row) {
        for (String cell : row.cells()) {
            if (cell == null) {
                sha256.update(NONE);
            } else {
                sha256.update(cell.getBytes(StandardCharsets.UTF_8));
            }
            sha256.update(BETWEEN);
        }
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
