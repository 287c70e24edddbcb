package org.almoner.export;

import java.util.UUID;

/**
 * A row of a table. Prints nothing of it.
 *
 * @param key by which it is found again
 * @param cells texts, ISO days, whole and decimal numbers; {@code null} for empty cells
 * @param minors amounts in minor units, where the column holds amounts
 * @param currency of all its amounts; {@code null} for a row without any
 */
record Row(UUID key, String[] cells, long[] minors, String currency) {

    @Override
    public String toString() {
        return "Row[" + key + "]";
    }
}
