package org.almoner.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is copied is what a query finds, to the letter, as of the snapshot's moment. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CopiedLineTest {

    private static final List<String> TEXTS =
            Arrays.asList(
                    "plain",
                    "",
                    null,
                    "\\N",
                    "\\\\N",
                    "N",
                    "\\",
                    "ends with \\",
                    "\\\t\\",
                    "tab\there",
                    "line\nend",
                    "\r\n",
                    "\b\f\u000B\u0001\u007F",
                    "bnrtvfx\\b\\x41\\101",
                    "Möller & Łukasz, ž",
                    "😀\u2028\uFEFF",
                    "\\.",
                    "x".repeat(100_000) + "\\");

    @Inject @Patient Sql patient;

    @BeforeEach
    void aTableOfItsOwn() {
        patient.write("CREATE TABLE copied (n integer, t text)");
        for (int i = 0; i < TEXTS.size(); i++) {
            patient.write("INSERT INTO copied VALUES (?, ?)", i, TEXTS.get(i));
        }
    }

    @AfterEach
    void isGoneAgain() {
        patient.write("DROP TABLE copied");
    }

    private static List<String[]> copied(Sql snapshot, String query, int fields) {
        List<String[]> rows = new ArrayList<>();
        snapshot.copy(query, line -> rows.add(CopiedLine.fields(line, fields)));
        return rows;
    }

    @Test
    void every_text_comes_as_it_is_wherever_it_stands() {
        List<String[]> rows =
                patient.inSnapshot(
                        one -> copied(one, "SELECT t, n, t, NULL, t FROM copied ORDER BY n", 5));
        assertEquals(TEXTS.size(), rows.size());
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            assertArrayEquals(
                    new String[] {text, Integer.toString(i), text, null, text}, rows.get(i));
        }
    }

    @Test
    void the_snapshot_is_the_one_of_the_transaction() {
        int many =
                patient.inSnapshot(
                        one -> {
                            one.one("SELECT count(*) FROM copied", row -> row.getInt(1));
                            patient.write("INSERT INTO copied VALUES (100, 'by another one')");
                            return copied(one, "SELECT n FROM copied", 1).size();
                        });
        assertEquals(TEXTS.size(), many);
    }

    @Test
    void statements_go_on_meanwhile() {
        List<Integer> seen = new ArrayList<>();
        patient.inSnapshot(
                one -> {
                    one.copy(
                            "SELECT generate_series(1, 3000)",
                            line ->
                                    seen.add(
                                            one.one(
                                                            "SELECT ?::integer",
                                                            row -> row.getInt(1),
                                                            Integer.parseInt(
                                                                    CopiedLine.fields(line, 1)[0]))
                                                    .orElseThrow()));
                    return null;
                });
        assertEquals(3_000, seen.stream().distinct().count());
    }

    @Test
    void whatever_ends_it_early_leaves_the_connections_usable() {
        for (int i = 0; i < 10; i++) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            patient.inSnapshot(
                                    one -> {
                                        one.copy(
                                                "SELECT generate_series(1, 100000)",
                                                line -> {
                                                    throw new IllegalArgumentException("enough");
                                                });
                                        return null;
                                    }));
            String refused =
                    assertThrows(
                                    IllegalStateException.class,
                                    () ->
                                            patient.inSnapshot(
                                                    one ->
                                                            copied(
                                                                    one,
                                                                    "SELECT 1 / (10 - n) FROM generate_series(1, 10) n",
                                                                    1)))
                            .getMessage();
            assertEquals("The database refused a statement, SQL state 22012", refused);
        }
        assertEquals(
                "1",
                patient.inSnapshot(one -> copied(one, "SELECT 1", 1)).stream()
                        .map(it -> it[0])
                        .collect(Collectors.joining()));
    }

    @Test
    void a_line_of_another_query_is_refused() {
        byte[] line = "a\tb\n".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new String[] {"a", "b"}, CopiedLine.fields(line, 2));
        assertThrows(IllegalStateException.class, () -> CopiedLine.fields(line, 3));
        assertThrows(IllegalStateException.class, () -> CopiedLine.fields(line, 1));
    }
}
