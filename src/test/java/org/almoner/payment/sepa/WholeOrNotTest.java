package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeOrNotTest {

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private final WholeOrNot file = new WholeOrNot(arrived);

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void the_file_that_was_made_arrives_byte_for_byte_in_whatever_pieces_it_is_written()
            throws Exception {
        Random random = new Random(1);
        byte[] content = new byte[5_000];
        random.nextBytes(content);
        int at = 0;
        while (at < content.length) {
            int length = Math.min(random.nextInt(200), content.length - at);
            if (length == 1) {
                file.write(content[at]);
            } else {
                file.write(content, at, length);
            }
            at += length;
            assertTrue(arrived.size() >= at - 64 && arrived.size() <= Math.max(0, at - 64) + 64);
            assertFalse(arrived.size() == content.length, "the end is kept back");
        }
        file.end(sha256(content));
        assertArrayEquals(content, arrived.toByteArray());
    }

    @Test
    void a_file_shorter_than_what_is_kept_back_arrives_at_its_end() throws Exception {
        byte[] content = "<Document/>".getBytes(StandardCharsets.UTF_8);
        file.write(content);
        assertEquals(0, arrived.size());
        file.end(sha256(content));
        assertArrayEquals(content, arrived.toByteArray());
    }

    @Test
    void another_file_never_gets_its_end() throws IOException {
        String content = "<Document>" + "x".repeat(200) + "</CstmrDrctDbtInitn></Document>";
        file.write(content.getBytes(StandardCharsets.UTF_8));
        String another = "0".repeat(64);
        assertThrows(IllegalStateException.class, () -> file.end(another));
        byte[] all = content.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(Arrays.copyOf(all, all.length - 64), arrived.toByteArray());
    }
}
