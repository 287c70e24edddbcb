package org.almoner.giftaid;

import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import com.github.miachm.sods.Style;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * HMRC's schedule for Charities Online: worksheet, boxes, headings and rows where HMRC's
 * spreadsheet has them, so that it reads the same.
 */
final class WriteSchedule {

    /** HMRC refuses any other. */
    static final String WORKSHEET = "R68GAD_V1_00_0_EN";

    private static final List<String> HEADINGS =
            List.of(
                    "Item",
                    "Title",
                    "First name",
                    "Last name",
                    "House name or number",
                    "Postcode",
                    "Aggregated donations",
                    "Sponsored event",
                    "Donation date",
                    "Amount");

    private static final int COLUMNS = 11;

    /** Signs that begin a formula somewhere, also behind blanks and controls. */
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{C}\\p{Z}]*[=+\\-@;|%\u2212]");

    /** All counted from 0: headings in row 23, gifts from row 25, columns from B. */
    private static final int HEADING_ROW = 22;

    private static final int FIRST_ROW = 24;
    private static final int FIRST_COLUMN = 1;

    /** Each box stands below its label, in column D. */
    private static final int BOX_COLUMN = 3;

    private static final int EARLIEST_ROW = 12;
    private static final int OVERCLAIMED_ROW = 16;

    private WriteSchedule() {}

    static void write(Schedule schedule, ScheduleFormat format, OutputStream out)
            throws IOException {
        switch (format) {
            case ODS -> ods(schedule, out);
            case CSV -> csv(schedule, out);
        }
    }

    private static void ods(Schedule schedule, OutputStream out) throws IOException {
        Sheet sheet = new Sheet(WORKSHEET, FIRST_ROW + schedule.lines().size(), COLUMNS);
        box(
                sheet,
                EARLIEST_ROW,
                "Box 1",
                "Earliest donation date in the period of claim. (DD/MM/YY)");
        box(sheet, OVERCLAIMED_ROW, "Box 2", "Previously over-claimed amount. Leave blank if none");
        if (schedule.earliest() != null) {
            put(sheet, EARLIEST_ROW, BOX_COLUMN, ScheduleLine.day(schedule.earliest()));
        }
        if (!schedule.overclaimed().isZero()) {
            put(sheet, OVERCLAIMED_ROW, BOX_COLUMN, schedule.overclaimed().toDecimal());
        }
        Style bold = new Style();
        bold.setBold(true);
        for (int i = 0; i < HEADINGS.size(); i++) {
            put(sheet, HEADING_ROW, FIRST_COLUMN + i, HEADINGS.get(i));
            sheet.getRange(HEADING_ROW, FIRST_COLUMN + i).setStyle(bold);
        }
        for (int i = 0; i < schedule.lines().size(); i++) {
            row(sheet, FIRST_ROW + i, i + 1, schedule.lines().get(i));
        }
        SpreadSheet book = new SpreadSheet();
        book.appendSheet(sheet);
        book.save(out);
    }

    private static void box(Sheet sheet, int row, String name, String label) {
        put(sheet, row - 1, FIRST_COLUMN, name);
        put(sheet, row - 1, BOX_COLUMN, label);
    }

    private static void row(Sheet sheet, int row, int item, ScheduleLine line) {
        put(sheet, row, FIRST_COLUMN, item);
        List<String> texts = texts(line);
        for (int i = 0; i < texts.size(); i++) {
            put(sheet, row, FIRST_COLUMN + 1 + i, texts.get(i));
        }
        put(sheet, row, FIRST_COLUMN + HEADINGS.size() - 1, BigDecimal.valueOf(line.minor(), 2));
    }

    /** All but item and amount; the two columns for other kinds of gifts stay blank. */
    private static List<String> texts(ScheduleLine line) {
        return List.of(
                blank(line.title()),
                blank(line.firstName()),
                blank(line.lastName()),
                blank(line.house()),
                blank(line.postcode()),
                "",
                "",
                ScheduleLine.day(line.givenOn()));
    }

    private static String blank(String text) {
        return text == null ? "" : text;
    }

    private static void put(Sheet sheet, int row, int column, Object value) {
        if (!value.equals("")) {
            sheet.getRange(row, column).setValue(value);
        }
    }

    private static void csv(Schedule schedule, OutputStream out) throws IOException {
        CsvWriter writer =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.writeRecord(HEADINGS);
        for (int i = 0; i < schedule.lines().size(); i++) {
            ScheduleLine line = schedule.lines().get(i);
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(i + 1));
            texts(line).forEach(it -> cells.add(harmless(it)));
            cells.add(ScheduleLine.pounds(line.minor()));
            writer.writeRecord(cells);
        }
        writer.flush();
    }

    /** What a program could take for a formula is shown as it is behind an apostrophe. */
    private static String harmless(String text) {
        return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    }
}
