package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** F16: what donors write comes out of each format as text, and as they wrote it. */
class TableFilesTest {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("name"),
                    Column.day("day"),
                    Column.number("count"),
                    Column.amount("amount"),
                    Column.text("currency"),
                    Column.text("note"));

    private static final List<String> PAYLOADS = HostileTexts.all();

    private static Row row(String name, String note) {
        return new Row(
                new UUID(0, 1),
                new String[] {name, "2026-02-28", "7", "1234.50", "EUR", note},
                new long[] {0, 0, 0, 123_450, 0, 0},
                "EUR");
    }

    private static byte[] written(ExportFormat format, List<String> names) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TableFile table = TableFile.begin(format, COLUMNS, out);
            for (String name : names) {
                table.add(row(name, null));
            }
            table.finish();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void there_are_at_least_two_hundred_payloads() {
        assertTrue(PAYLOADS.size() >= 200, () -> "only " + PAYLOADS.size());
    }

    @Test
    void no_cell_of_a_csv_file_begins_like_a_formula_and_each_says_what_was_written() {
        byte[] file = written(ExportFormat.CSV, PAYLOADS);
        assertArrayEquals(
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                java.util.Arrays.copyOf(file, 3));
        List<CsvRecord> records = records(file);
        assertEquals(PAYLOADS.size() + 1, records.size());
        assertEquals(
                List.of("name", "day", "count", "amount", "currency", "note"),
                records.get(0).getFields());
        for (int i = 0; i < PAYLOADS.size(); i++) {
            String cell = records.get(i + 1).getField(0);
            String payload = PAYLOADS.get(i);
            assertFalse(looksLikeAFormula(cell), () -> "payload " + payload);
            assertTrue(cell.equals(payload) || cell.equals("'" + payload));
            assertEquals("1234.50", records.get(i + 1).getField(3));
        }
    }

    private static List<CsvRecord> records(byte[] file) {
        String text = new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        return CsvReader.builder().ofCsvRecord(text).stream().collect(Collectors.toList());
    }

    /** As widely as a spreadsheet might see it, and seen otherwise than in the code. */
    private static boolean looksLikeAFormula(String cell) {
        if (!cell.isEmpty() && "\t\r\n".indexOf(cell.charAt(0)) >= 0) {
            return true;
        }
        String seen =
                Normalizer.normalize(cell, Normalizer.Form.NFKC)
                        .replaceAll("^[\\s\\p{Z}\\p{C}]+", "");
        return seen.matches("(?s)[=+\\-@;|%].*");
    }

    @Test
    void texts_are_quoted_and_numbers_are_not() {
        String file = new String(written(ExportFormat.CSV, List.of("a")), StandardCharsets.UTF_8);
        assertTrue(file.contains("\r\n\"a\",2026-02-28,7,1234.50,\"EUR\",\r\n"), file);
    }

    @Test
    void a_workbook_has_no_formula_and_each_cell_says_what_was_written() throws IOException {
        List<List<SheetReader.Cell>> rows = SheetReader.rows(written(ExportFormat.XLSX, PAYLOADS));
        assertEquals(PAYLOADS.size() + 1, rows.size());
        for (int i = 0; i < PAYLOADS.size(); i++) {
            List<SheetReader.Cell> cells = rows.get(i + 1);
            assertEquals("inlineStr", cells.get(0).type());
            assertEquals(PAYLOADS.get(i), cells.get(0).value());
            assertEquals(new SheetReader.Cell("D" + (i + 2), null, "2", "1234.50"), cells.get(3));
            assertEquals(new SheetReader.Cell("B" + (i + 2), null, "1", "46081"), cells.get(1));
        }
    }

    @Test
    void a_line_of_json_says_what_was_written() throws IOException {
        String file =
                new String(written(ExportFormat.JSON_LINES, PAYLOADS), StandardCharsets.UTF_8);
        String[] lines = file.split("\n", -1);
        assertEquals(PAYLOADS.size() + 1, lines.length);
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < PAYLOADS.size(); i++) {
            JsonNode line = json.readTree(lines[i]);
            assertEquals(PAYLOADS.get(i), line.path("name").textValue());
            assertEquals(123_450, line.at("/amount/minor").longValue());
            assertEquals(7, line.path("count").intValue());
            assertTrue(line.get("note").isNull());
        }
    }

    /**
     * What was written by the first release: an export of years ago, made again, must have its
     * hash. Of a workbook what was compressed counts, since other releases of Java may compress
     * otherwise.
     */
    @ParameterizedTest
    @CsvSource({
        "CSV, 4c394c8f3420843252a92331a1d7bc30c16b0da7e0a553c7f17517dd168dc846",
        "XLSX, 19af10bcf201ac250ce1fd5a7c8c10c22d6614c2d4c46d694ec0d4c79c256422",
        "JSON_LINES, d24eca7190bec4c620877a55e80ba50552fcbaed15c9c274524fa5f157456554"
    })
    void the_bytes_are_those_of_earlier_releases(ExportFormat format, String sha256)
            throws IOException {
        List<String> names = new ArrayList<>(PAYLOADS);
        names.add("y".repeat(70_000));
        names.add("ü".repeat(70_000));
        byte[] file = written(format, names);
        byte[] content = format == ExportFormat.XLSX ? unzipped(file) : file;
        assertEquals(sha256, HexFormat.of().formatHex(FileInPieces.sha256().digest(content)));
    }

    private static byte[] unzipped(byte[] file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                all.writeBytes(part.getName().getBytes(StandardCharsets.UTF_8));
                zip.transferTo(all);
            }
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXTF") // see ExtfFileTest
    void the_same_rows_give_the_same_bytes(ExportFormat format) throws Exception {
        byte[] first = written(format, PAYLOADS);
        Thread.sleep(2_100); // a ZIP counts in steps of two seconds
        assertArrayEquals(first, written(format, PAYLOADS));
    }
}
