package org.almoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook of one sheet (ISO/IEC 29500), row after row. Texts are inline strings, which no
 * program computes, so they stand there as they are; there are no formulas. It holds no time of its
 * making: the same rows shall give the same bytes.
 */
final class XlsxFile implements TableFile {

    /** More rows no sheet has; the header is one of them. */
    static final long LARGEST = 1_048_576 - 1;

    /** Day 0 of spreadsheets, seen from 1 March 1900 on. */
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

    /** The first moment a ZIP can name. */
    private static final LocalDateTime FIRST_IN_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int LEVEL = 3;

    private static final byte[] ROW = Utf8Output.bytes("<row r=\"");
    private static final byte[] ROW_BEGUN = Utf8Output.bytes("\">");
    private static final byte[] ROW_ENDED = Utf8Output.bytes("</row>");

    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS =
            "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static final String TYPES =
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                    + override("/xl/workbook.xml", "sheet.main+xml")
                    + override("/xl/styles.xml", "styles+xml")
                    + override("/xl/worksheets/sheet1.xml", "worksheet+xml")
                    + "</Types>";

    private static final String WORKBOOK =
            "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"Export\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                    .formatted(MAIN, OFFICE);

    /** Cell formats: 0 general, 1 a day, 2 an amount, 3 the header. */
    private static final String STYLES =
            "<styleSheet xmlns=\"%s\">".formatted(MAIN)
                    + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                    + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                    + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                    + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                    + "<cellXfs count=\"4\">"
                    + style(0, 0)
                    + style(164, 0)
                    + style(4, 0)
                    + style(0, 1)
                    + "</cellXfs></styleSheet>";

    private final CellShape[] shapes;
    private final boolean[] isDay;
    private final ZipOutputStream zip;
    private final Utf8Output sheet;
    private int row = 1;

    /**
     * What stands around the values of a column's cells.
     *
     * @param before up to the number of the row
     * @param between up to the value
     */
    private record CellShape(byte[] before, byte[] between, byte[] behind) {

        static CellShape of(int column, String attributes, String opened, String closed) {
            return new CellShape(
                    Utf8Output.bytes("<c r=\"" + letters(column)),
                    Utf8Output.bytes("\"" + attributes + ">" + opened),
                    Utf8Output.bytes(closed + "</c>"));
        }

        static CellShape text(int column, String style) {
            return of(
                    column,
                    style + " t=\"inlineStr\"",
                    "<is><t xml:space=\"preserve\">",
                    "</t></is>");
        }

        static CellShape of(int column, Column.Kind kind) {
            return switch (kind) {
                case TEXT -> text(column, "");
                case DAY -> of(column, " s=\"1\"", "<v>", "</v>");
                case NUMBER -> of(column, "", "<v>", "</v>");
                case AMOUNT -> of(column, " s=\"2\"", "<v>", "</v>");
            };
        }
    }

    XlsxFile(List<Column> columns, OutputStream out) throws IOException {
        shapes = new CellShape[columns.size()];
        isDay = new boolean[columns.size()];
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(LEVEL);
        part("[Content_Types].xml", TYPES);
        part("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")));
        part("xl/workbook.xml", WORKBOOK);
        part(
                "xl/_rels/workbook.xml.rels",
                relations(
                        relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                + relation("rId2", "styles", "styles.xml")));
        part("xl/styles.xml", STYLES);
        open("xl/worksheets/sheet1.xml");
        sheet = new Utf8Output(zip);
        sheet.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews>");
        sheet.write("<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\"");
        sheet.write(" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        sheet.write("<sheetData><row r=\"1\">");
        for (int i = 0; i < shapes.length; i++) {
            Column column = columns.get(i);
            cell(CellShape.text(i, " s=\"3\""), Utf8Output.bytes("1"), column.name());
            shapes[i] = CellShape.of(i, column.kind());
            isDay[i] = column.kind() == Column.Kind.DAY;
        }
        sheet.write("</row>");
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
    }

    private static String style(int format, int font) {
        return "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
                .formatted(format, font);
    }

    private static String relations(String content) {
        return "<Relationships xmlns=\"" + RELATIONS + "\">" + content + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
                .formatted(id, OFFICE, type, target);
    }

    private void open(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIRST_IN_ZIP);
        zip.putNextEntry(entry);
    }

    private void part(String name, String content) throws IOException {
        open(name);
        zip.write((HEAD + content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** A, B, …, Z, AA, …. */
    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }

    @Override
    public void add(Row cells) throws IOException {
        row++;
        byte[] number = Utf8Output.bytes(Integer.toString(row));
        sheet.write(ROW);
        sheet.write(number);
        sheet.write(ROW_BEGUN);
        for (int i = 0; i < shapes.length; i++) {
            String cell = cells.cells()[i];
            if (cell != null) {
                cell(shapes[i], number, isDay[i] ? day(cell) : cell);
            }
        }
        sheet.write(ROW_ENDED);
    }

    /** Days are written as 2026-10-31; a formatter would take longer than all other cells. */
    private static String day(String cell) {
        int year = Integer.parseInt(cell, 0, 4, 10);
        int month = Integer.parseInt(cell, 5, 7, 10);
        int day = Integer.parseInt(cell, 8, cell.length(), 10);
        return Long.toString(LocalDate.of(year, month, day).toEpochDay() - EPOCH.toEpochDay());
    }

    private void cell(CellShape shape, byte[] number, String value) throws IOException {
        sheet.write(shape.before());
        sheet.write(number);
        sheet.write(shape.between());
        sheet.write(XmlText.of(value));
        sheet.write(shape.behind());
    }

    @Override
    public void finish() throws IOException {
        sheet.write("</sheetData></worksheet>");
        sheet.flush();
        zip.closeEntry();
        zip.finish();
    }
}
