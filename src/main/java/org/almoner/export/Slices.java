package org.almoner.export;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.almoner.sql.Sql;

/**
 * Notes which rows a file is made of, a thousand at a time, with the beginning of each row's hash:
 * enough to find them again and to see which of them have changed.
 */
final class Slices {

    private static final int ROWS = 1_000;

    private static final String STORE =
            "INSERT INTO export_slice (export, seq, keys, digests)"
                    + " VALUES (?, ?, ?::uuid[], ?::bigint[])";

    private static final String READ =
            "SELECT keys, digests FROM export_slice WHERE export = ? AND seq = ?";

    private final String export;
    private final Store store;
    private final RowDigest digest = new RowDigest();
    private List<UUID> keys = new ArrayList<>();
    private List<Long> digests = new ArrayList<>();
    private int seq;

    Slices(String export, Store store) {
        this.export = export;
        this.store = store;
    }

    /** Where slices go. */
    interface Store {

        /** Takes a statement that stores one. */
        void write(String sql, Object... values);
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
        digests.add(digest.of(row));
    }

    /** Stores what is left. */
    void end() {
        if (!keys.isEmpty()) {
            store();
        }
    }

    private void store() {
        seq++;
        store.write(STORE, export, seq, written(keys), written(digests));
        keys = new ArrayList<>();
        digests = new ArrayList<>();
    }

    /** As the database writes arrays; here, because whoever carries the statement out waits. */
    private static String written(List<?> values) {
        StringJoiner array = new StringJoiner(",", "{", "}");
        values.forEach(it -> array.add(it.toString()));
        return array.toString();
    }

    /**
     * A slice that was stored; {@code null} behind the last one.
     *
     * @param seq from 1 on
     */
    static Slice read(Sql sql, String export, int seq) {
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
}
