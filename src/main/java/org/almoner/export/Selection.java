package org.almoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.almoner.sql.CopiedLine;
import org.almoner.sql.Sql;

/**
 * The rows an export is about.
 *
 * @param zone where its days begin
 * @param batch with what a posting batch is made; {@code null} for other kinds
 */
record Selection(ExportView export, ZoneId zone, DatevBatch batch) {

    /** Marks the bookings that no earlier export of the kind holds. */
    private static final String MARK =
            """
            INSERT INTO %1$s (cause_type, cause_id, export)
            SELECT l.cause_type, l.cause_id, :export::text FROM ledger_entry l
            WHERE l.leg = 1 AND l.office = :office AND l.booked_at >= :begins AND l.booked_at < :ends
              AND NOT EXISTS (SELECT 1 FROM %1$s m
                              WHERE m.cause_type = l.cause_type AND m.cause_id = l.cause_id)
            ORDER BY l.booked_at, l.cause_id""";

    Layout layout() {
        return Layouts.of(export.kind());
    }

    /** The columns as the file has them. */
    List<String> columns() {
        return export.format() == ExportFormat.EXTF
                ? ExtfColumns.NAMES
                : layout().columns().stream().map(Column::name).toList();
    }

    /** More rows the format does not hold. */
    long largest() {
        return switch (export.format()) {
            case CSV, JSON_LINES -> Long.MAX_VALUE;
            case XLSX -> XlsxFile.LARGEST;
            case EXTF -> ExtfBundle.LARGEST;
        };
    }

    /**
     * Begins the file.
     *
     * @param rows how many there will be
     */
    TableFile begin(long rows, OutputStream out) throws IOException {
        return export.format() == ExportFormat.EXTF
                ? ExtfBundle.begin(this, rows, out)
                : TableFile.begin(export.format(), layout().columns(), out);
    }

    /** Makes bookings belong to this export, if its kind notes that. */
    void mark(Sql sql) {
        if (export.kind().marks() != null) {
            Named mark = Named.of(MARK.formatted(export.kind().marks()), values(null));
            sql.write(mark.sql(), mark.values());
        }
    }

    /** What the database counts, without reading a row. */
    Tally counted(Sql sql) {
        Tally tally = new Tally(layout().columns());
        Named totals = Named.of(layout().totals(export.onlyNew()), values(null));
        sql.each(
                totals.sql(),
                row -> tally.add(row.getLong(2), row.getString(1), sums(row)),
                totals.values());
        return tally;
    }

    private long[] sums(ResultSet row) throws SQLException {
        List<Column> columns = layout().columns();
        long[] sums = new long[columns.size()];
        int at = 3;
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).kind() == Column.Kind.AMOUNT) {
                sums[i] = row.getLong(at);
                at++;
            }
        }
        return sums;
    }

    /**
     * All rows, one after another, each to be read by whoever gets it. A kind that marks its rows
     * must see the marks of its own transaction; all others are copied, which is faster.
     */
    void all(Sql sql, Consumer<Supplier<Row>> use) {
        Reader reader = new Reader(layout().columns());
        String query = layout().all(export.onlyNew());
        if (export.kind().marks() == null) {
            sql.copy(Named.whole(query, values(null)), line -> use.accept(() -> reader.read(line)));
        } else {
            Named rows = Named.of(query, values(null));
            sql.each(
                    rows.sql(),
                    row -> {
                        Row read = reader.read(row);
                        use.accept(() -> read);
                    },
                    rows.values());
        }
    }

    /** The rows of some keys as they are now, in the order they had. */
    List<Row> again(Sql sql, List<UUID> keys) {
        Reader reader = new Reader(layout().columns());
        Named rows = Named.of(layout().again(), values(keys));
        return sql.read(rows.sql(), reader::read, rows.values());
    }

    private Map<String, Object> values(List<UUID> keys) {
        LocalDate behind = export.to().plusDays(1);
        Map<String, Object> values = new HashMap<>();
        values.put("office", export.office());
        values.put("zone", zone.getId());
        values.put("begins", export.from().atStartOfDay(zone).toInstant());
        values.put("ends", behind.atStartOfDay(zone).toInstant());
        values.put("from", export.from());
        values.put("to", export.to());
        values.put("export", export.number());
        values.put("keys", keys == null ? null : Sql.Column.ids(keys));
        return values;
    }

    /** Reads rows of these columns; the key comes first. */
    private record Reader(List<Column> columns, int currency) {

        Reader(List<Column> columns) {
            this(columns, columns.indexOf(Column.text("currency")));
        }

        Row read(ResultSet row) throws SQLException {
            String[] values = new String[columns.size() + 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getString(i + 1);
            }
            return read(values);
        }

        Row read(byte[] line) {
            return read(CopiedLine.fields(line, columns.size() + 1));
        }

        private Row read(String[] values) {
            String[] cells = Arrays.copyOfRange(values, 1, values.length);
            long[] minors = new long[cells.length];
            String code = currency < 0 ? null : cells[currency];
            for (int i = 0; i < cells.length; i++) {
                if (columns.get(i).kind() == Column.Kind.AMOUNT) {
                    minors[i] = Long.parseLong(cells[i]);
                    cells[i] = decimal(minors[i], code);
                }
            }
            return new Row(UUID.fromString(values[0]), cells, minors, code);
        }

        private static String decimal(long minor, String currency) {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return BigDecimal.valueOf(minor, digits).toPlainString();
        }
    }
}
