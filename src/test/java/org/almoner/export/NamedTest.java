package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that are bound, and values that are written into a statement where none can be. */
class NamedTest {

    private static final Map<String, Object> VALUES =
            Map.of(
                    "office",
                    "D'E",
                    "begins",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    "from",
                    LocalDate.of(2026, 1, 1),
                    "many",
                    7);

    @Test
    void each_name_is_bound_and_a_cast_is_none() {
        Named named = Named.of("a = :office AND b::date = :from OR a = :office", VALUES);
        assertEquals("a = ? AND b::date = ? OR a = ?", named.sql());
        assertArrayEquals(new Object[] {"D'E", LocalDate.of(2026, 1, 1), "D'E"}, named.values());
    }

    @Test
    void a_value_that_is_written_stays_one_value() {
        assertEquals(
                "a = 'D''E' AND b::date = '2026-01-01'::date"
                        + " AND c < '2026-01-01T00:00:00Z'::timestamptz",
                Named.whole("a = :office AND b::date = :from AND c < :begins", VALUES));
    }

    @Test
    void what_has_no_literal_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Named.whole("n = :many", VALUES));
        assertThrows(IllegalArgumentException.class, () -> Named.whole("n = :keys", VALUES));
    }
}
