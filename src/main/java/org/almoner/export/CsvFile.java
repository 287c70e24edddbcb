package org.almoner.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * RFC 4180 in UTF-8. It begins with a byte order mark, because spreadsheets take the file for
 * something else without one. Texts are quoted and harmless; days and numbers are neither.
 */
final class CsvFile implements TableFile {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER = 64 * 1024;

    private final boolean[] isText;
    private final CsvWriter csv;

    CsvFile(List<Column> columns, OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        isText = new boolean[columns.size()];
        for (int i = 0; i < isText.length; i++) {
            isText[i] = columns.get(i).kind() == Column.Kind.TEXT;
        }
        csv =
                CsvWriter.builder()
                        .quoteStrategy(new QuoteTexts(isText))
                        .bufferSize(BUFFER)
                        .build(out, StandardCharsets.UTF_8);
        csv.writeRecord(columns.stream().map(Column::name).toList());
    }

    private record QuoteTexts(boolean[] isText) implements QuoteStrategy {

        @Override
        public boolean quoteEmpty(int line, int field) {
            return isText[field];
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return line == 1 || isText[field];
        }
    }

    @Override
    public void add(Row row) {
        String[] cells = row.cells().clone();
        for (int i = 0; i < cells.length; i++) {
            if (isText[i] && cells[i] != null) {
                cells[i] = HarmlessCell.of(cells[i]);
            }
        }
        csv.writeRecord(cells);
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
