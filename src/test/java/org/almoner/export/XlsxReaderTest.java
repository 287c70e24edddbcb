package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.junit.jupiter.api.Test;

/** Our workbooks as somebody else's reader sees them, cell by cell. */
class XlsxReaderTest {

    /** ISO/IEC 29500-1, 22.9.2.19: signs that XML cannot hold. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("name"),
                    Column.day("day"),
                    Column.number("count"),
                    Column.amount("amount"),
                    Column.text("currency"),
                    Column.text("note"));

    private static Row row(String name, String day, String count, String amount) {
        return new Row(
                new UUID(0, 1),
                new String[] {name, day, count, amount, "EUR", null},
                new long[6],
                "EUR");
    }

    private static List<org.dhatim.fastexcel.reader.Row> read(List<Column> columns, List<Row> rows)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableFile table = TableFile.begin(ExportFormat.XLSX, columns, out);
        for (Row row : rows) {
            table.add(row);
        }
        table.finish();
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(
                        new ByteArrayInputStream(out.toByteArray()),
                        new ReadingOptions(true, false))) {
            assertEquals(1, workbook.getSheets().count());
            return workbook.getFirstSheet().read();
        }
    }

    private static String text(Cell cell) {
        assertEquals(CellType.STRING, cell.getType());
        assertNull(cell.getFormula());
        return ESCAPED.matcher(cell.getText())
                .replaceAll(
                        code ->
                                java.util.regex.Matcher.quoteReplacement(
                                        Character.toString(Integer.parseInt(code.group(1), 16))));
    }

    @Test
    void every_text_is_the_one_that_was_written() throws IOException {
        List<String> texts = HostileTexts.all();
        List<Row> rows = texts.stream().map(it -> row(it, "2026-02-28", "7", "1.00")).toList();
        List<org.dhatim.fastexcel.reader.Row> read = read(COLUMNS, rows);
        assertEquals(texts.size() + 1, read.size());
        List<String> names = new ArrayList<>();
        for (Cell cell : read.get(0)) {
            names.add(text(cell));
        }
        assertEquals(COLUMNS.stream().map(Column::name).toList(), names);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(texts.get(i), text(read.get(i + 1).getCell(0)));
            assertEquals("EUR", text(read.get(i + 1).getCell(4)));
            assertTrue(read.get(i + 1).getOptionalCell(5).isEmpty());
        }
    }

    @Test
    void days_counts_and_amounts_are_numbers_of_their_value() throws IOException {
        List<String[]> values =
                List.of(
                        new String[] {"1970-01-01", "0", "0.00"},
                        new String[] {"2024-02-29", "1", "0.01"},
                        new String[] {"2026-12-31", "-3", "-25.50"},
                        new String[] {"2099-12-31", "999999999", "99999999999.99"});
        List<Row> rows = values.stream().map(it -> row("a", it[0], it[1], it[2])).toList();
        List<org.dhatim.fastexcel.reader.Row> read = read(COLUMNS, rows);
        for (int i = 0; i < values.size(); i++) {
            org.dhatim.fastexcel.reader.Row cells = read.get(i + 1);
            assertEquals(CellType.NUMBER, cells.getCell(1).getType());
            assertEquals(
                    LocalDate.parse(values.get(i)[0]).atStartOfDay(), cells.getCell(1).asDate());
            assertEquals("yyyy\\-mm\\-dd", cells.getCell(1).getDataFormatString());
            assertEquals(
                    0, new BigDecimal(values.get(i)[1]).compareTo(cells.getCell(2).asNumber()));
            assertEquals(
                    0, new BigDecimal(values.get(i)[2]).compareTo(cells.getCell(3).asNumber()));
        }
    }

    @Test
    void cells_stand_in_their_columns_beyond_z_and_in_their_rows() throws IOException {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            columns.add(Column.text("c" + i));
        }
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < 2_000; r++) {
            String[] cells = new String[columns.size()];
            for (int i = r % 2; i < cells.length; i += 2) {
                cells[i] = r + "/" + i;
            }
            rows.add(new Row(new UUID(0, r), cells, new long[cells.length], null));
        }
        List<org.dhatim.fastexcel.reader.Row> read = read(columns, rows);
        assertEquals(rows.size() + 1, read.size());
        for (int r = 0; r < rows.size(); r++) {
            assertEquals(r + 2, read.get(r + 1).getRowNum());
            for (int i = 0; i < columns.size(); i++) {
                String expected = rows.get(r).cells()[i];
                assertEquals(
                        expected,
                        read.get(r + 1).getOptionalCell(i).map(XlsxReaderTest::text).orElse(null));
            }
        }
    }
}
