package org.almoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A table being written; the same rows give the same bytes. */
interface TableFile {

    /** Writes the next row. */
    void add(Row row) throws IOException;

    /** Writes what comes behind the rows; the stream stays open. */
    void finish() throws IOException;

    /** Begins a table of any rows, with a header where the format has one. */
    static TableFile begin(ExportFormat format, List<Column> columns, OutputStream out)
            throws IOException {
        return switch (format) {
            case CSV -> new CsvFile(columns, out);
            case XLSX -> new XlsxFile(columns, out);
            case JSON_LINES -> new JsonLinesFile(columns, out);
            case EXTF -> throw new IllegalArgumentException("A batch needs more than its rows");
        };
    }
}
