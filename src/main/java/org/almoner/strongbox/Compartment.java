package org.almoner.strongbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a sealed value lies. It is bound into the seal: a value that was moved to another row or
 * column does not open there.
 *
 * @param table name of the table
 * @param column name of the column
 * @param row id of the row
 */
public record Compartment(String table, String column, UUID row) {

    public Compartment {
        if (!SealedColumn.isName(table) || !SealedColumn.isName(column) || row == null) {
            throw new IllegalArgumentException("A compartment is a table, a column and a row");
        }
    }

    /** The additional data that the cipher authenticates; unambiguous, as names hold no bar. */
    byte[] authenticated() {
        return (table + "|" + column + "|" + row).getBytes(StandardCharsets.UTF_8);
    }
}
