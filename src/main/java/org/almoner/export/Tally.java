package org.almoner.export;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almoner.money.Money;

/** Counts rows and adds up amounts, per currency. */
final class Tally {

    private final List<Column> columns;
    private final SortedMap<String, long[]> sums = new TreeMap<>();
    private long rows;

    Tally(List<Column> columns) {
        this.columns = columns;
    }

    /** Adds a row. */
    void add(Row row) {
        rows++;
        if (row.currency() == null) {
            return;
        }
        long[] sum = sums.computeIfAbsent(row.currency(), none -> new long[columns.size()]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], row.minors()[i]);
        }
    }

    /** Adds what the database counted of a currency; {@code null} when there are no amounts. */
    void add(long many, String currency, long[] amounts) {
        rows += many;
        if (currency != null) {
            sums.put(currency, amounts);
        }
    }

    long rows() {
        return rows;
    }

    /** For each currency the sum of each column with amounts. */
    List<ControlTotal> totals() {
        List<ControlTotal> totals = new ArrayList<>();
        sums.forEach(
                (currency, sum) -> {
                    for (int i = 0; i < sum.length; i++) {
                        if (columns.get(i).kind() == Column.Kind.AMOUNT) {
                            totals.add(
                                    new ControlTotal(
                                            columns.get(i).name(), Money.of(sum[i], currency)));
                        }
                    }
                });
        return totals;
    }
}
