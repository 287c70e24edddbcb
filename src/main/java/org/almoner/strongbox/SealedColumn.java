package org.almoner.strongbox;

import java.util.regex.Pattern;

/**
 * A column of sealed values, in a table whose primary key is a UUID named {@code id}. Whoever owns
 * such a column publishes it as a bean, so that its values are sealed anew after a change of keys.
 *
 * @param table name of the table
 * @param column name of the column; rows may have no value in it
 */
public record SealedColumn(String table, String column) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,62}");

    public SealedColumn {
        if (!isName(table) || !isName(column)) {
            throw new IllegalArgumentException("Not a table and a column");
        }
    }

    static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }
}
