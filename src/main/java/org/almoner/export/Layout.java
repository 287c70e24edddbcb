package org.almoner.export;

import java.util.List;

/**
 * What a kind of export is made of. The SQL may name {@code :office}, {@code :zone}, {@code
 * :begins} and {@code :ends} (instants around the days), {@code :from} and {@code :to} (the days),
 * and {@code :export}.
 *
 * @param columns as the file has them
 * @param key an expression for the id of a row
 * @param values an expression for each column, in their order
 * @param rows tables and their joins, behind {@code FROM}
 * @param order expressions; the same rows always come in the same order
 * @param counted the least that rows are counted in, behind {@code FROM}
 * @param span which rows are meant, of {@code rows} as of {@code counted}
 * @param sums currency, count and sums, in the order of the columns with amounts
 * @param found which rows have one of {@code :keys}
 */
record Layout(
        List<Column> columns,
        String key,
        String values,
        String rows,
        String order,
        String counted,
        String span,
        String sums,
        String found) {

    /** What narrows bookings to those that are new with this export. */
    private static final String NEW = " AND m.export = :export";

    /** All rows of the span. */
    String all(boolean onlyNew) {
        return select() + where(onlyNew) + " ORDER BY " + order;
    }

    /** The rows of some keys, {@code :keys}. */
    String again() {
        return select() + " WHERE " + found + " ORDER BY " + order;
    }

    /** One row for each currency: currency, how many, sums. */
    String totals(boolean onlyNew) {
        return "SELECT " + sums + " FROM " + counted + where(onlyNew) + " GROUP BY 1 ORDER BY 1";
    }

    private String select() {
        return "SELECT " + key + ", " + values + " FROM " + rows;
    }

    private String where(boolean onlyNew) {
        return " WHERE " + span + (onlyNew ? NEW : "");
    }

    /** Columns with amounts, in their order. */
    List<Column> amounts() {
        return columns.stream().filter(it -> it.kind() == Column.Kind.AMOUNT).toList();
    }
}
