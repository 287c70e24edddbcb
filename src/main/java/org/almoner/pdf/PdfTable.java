package org.almoner.pdf;

import java.util.List;

/**
 * A table of texts.
 *
 * @param columns whose shares come to 1
 * @param rows each with a text for every column
 */
public record PdfTable(List<Column> columns, List<List<String>> rows) {

    /**
     * A column.
     *
     * @param share of the page's width
     * @param isNumber whether its texts stand at the right
     */
    public record Column(String title, float share, boolean isNumber) {

        /** A column of texts. */
        public static Column of(String title, double share) {
            return new Column(title, (float) share, false);
        }

        /** A column of amounts. */
        public static Column numbers(String title, double share) {
            return new Column(title, (float) share, true);
        }
    }

    @Override
    public String toString() {
        return "PdfTable[" + rows.size() + "]";
    }
}
