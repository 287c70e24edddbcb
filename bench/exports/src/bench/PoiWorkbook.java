package bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * The yardstick of workbooks: the rows of a query, read a thousand at a time, written by Apache POI's
 * streaming workbook as typed cells with inline texts, as ours have them, into a file.
 */
final class PoiWorkbook {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int FETCHED = 1_000;

    private final SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY);
    private final Sheet sheet = workbook.createSheet("Export");
    private final CellStyle day = style("yyyy-mm-dd");
    private final CellStyle amount = style("#,##0.00");
    private int written;

    private PoiWorkbook() {}

    /** Seconds that it takes to read the rows and to write them into a file. */
    static double write(Server server, String query, Path scratch) throws Exception {
        TempFile.setTempFileCreationStrategy(
                new DefaultTempFileCreationStrategy(scratch.toFile()));
        long began = System.nanoTime();
        PoiWorkbook workbook = new PoiWorkbook();
        try (Connection connection = server.connect(Server.SERVICE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(query)) {
                workbook.head(rows.getMetaData());
                while (rows.next()) {
                    workbook.add(rows);
                }
            }
        }
        workbook.end(scratch.resolve("poi.xlsx"));
        return (System.nanoTime() - began) / 1e9;
    }

    private CellStyle style(String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    /** The first column is the key by which a row is found again, which no file has. */
    private void head(ResultSetMetaData columns) throws SQLException {
        Row row = sheet.createRow(written);
        written++;
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            row.createCell(i - 2).setCellValue(columns.getColumnLabel(i));
        }
    }

    private void add(ResultSet values) throws SQLException {
        ResultSetMetaData columns = values.getMetaData();
        Row row = sheet.createRow(written);
        written++;
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            String value = values.getString(i);
            if (value != null) {
                fill(row.createCell(i - 2), columns.getColumnType(i), value);
            }
        }
    }

    private void fill(Cell cell, int type, String value) {
        switch (type) {
            case Types.DATE -> {
                cell.setCellValue(LocalDate.parse(value));
                cell.setCellStyle(day);
            }
            case Types.BIGINT -> {
                cell.setCellValue(Long.parseLong(value) / 100.0);
                cell.setCellStyle(amount);
            }
            case Types.INTEGER, Types.SMALLINT -> cell.setCellValue(Long.parseLong(value));
            default -> cell.setCellValue(value);
        }
    }

    private void end(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        workbook.close();
    }
}
