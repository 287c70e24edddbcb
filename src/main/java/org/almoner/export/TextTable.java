package org.almoner.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A small table of texts as a file, written as exports are: RFC 4180 in UTF-8 with a byte order
 * mark, texts quoted, and none of them a formula for a spreadsheet.
 */
public final class TextTable {

    private TextTable() {}

    /**
     * The file.
     *
     * @param names of the columns
     * @param rows with a cell for each column; {@code null} for an empty one
     */
    public static byte[] csv(List<String> names, List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CsvFile file = new CsvFile(names.stream().map(Column::text).toList(), out);
            for (List<String> row : rows) {
                file.add(new Row(null, row.toArray(String[]::new), new long[0], null));
            }
            file.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
