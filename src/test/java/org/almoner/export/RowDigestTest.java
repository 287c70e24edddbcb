package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The digests that stand beside exports for years mean the same as on the first day. */
class RowDigestTest {

    /** SHA-256 of cell, 0x1F, cell, 0x1F and so on, in UTF-8, 0x00 for none; the first 64 bits. */
    private static long expected(String... cells) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String cell : cells) {
            all.writeBytes(cell == null ? new byte[] {0} : cell.getBytes(StandardCharsets.UTF_8));
            all.write(0x1F);
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        return ByteBuffer.wrap(hash).getLong();
    }

    private static Row row(String... cells) {
        return new Row(new UUID(0, 1), cells, new long[cells.length], null);
    }

    @Test
    void a_digest_is_the_beginning_of_the_hash_of_the_cells() throws Exception {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {});
        rows.add(new String[] {"", null, "25.00", "2026-10-31"});
        rows.add(new String[] {null, null, null});
        rows.add(new String[] {"Möller", "😀", "\u0000", "a\u007Fb\u0080c", "\uD800"});
        rows.add(new String[] {"x".repeat(1_023), "y".repeat(1_024), "z".repeat(100_000)});
        rows.add(new String[] {"ü".repeat(1_023), "aü".repeat(5_000), null});
        for (String text : HostileTexts.all()) {
            rows.add(new String[] {text, null, text});
        }
        RowDigest digest = new RowDigest();
        for (String[] cells : rows) {
            assertEquals(expected(cells), digest.of(row(cells)));
        }
    }

    @Test
    void an_empty_text_and_none_and_moved_signs_are_told_apart() {
        RowDigest digest = new RowDigest();
        List<Long> all =
                List.of(
                        digest.of(row("", "ab")),
                        digest.of(row(null, "ab")),
                        digest.of(row("a", "b")),
                        digest.of(row("ab", "")));
        assertEquals(4, all.stream().distinct().count());
    }
}
