package org.almoner.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A row as {@code COPY … TO STDOUT} writes it in its text format: fields between tabs, {@code \\N}
 * for none, and a backslash before what would be taken for something else.
 */
public final class CopiedLine {

    private CopiedLine() {}

    /** Hands over all lines of a query. */
    static void each(Connection connection, String query, Consumer<byte[]> use) {
        try {
            CopyOut copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY (" + query + ") TO STDOUT");
            byte[] line = copy.readFromCopy();
            try {
                while (line != null) {
                    use.accept(line);
                    line = copy.readFromCopy();
                }
            } finally {
                // A word to cancel it could come late, and hit the statement behind it.
                while (line != null && copy.isActive()) {
                    line = copy.readFromCopy();
                }
            }
        } catch (SQLException failure) {
            throw Sql.refused(failure);
        }
    }

    /**
     * The fields of a line, {@code null} for none.
     *
     * @param many how many there are
     */
    public static String[] fields(byte[] line, int many) {
        String[] fields = new String[many];
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int field = 0;
        int from = 0;
        boolean isEscaped = false;
        for (int i = 0; i <= end; i++) {
            if (i == end || line[i] == '\t') {
                if (field == many) {
                    throw new IllegalStateException("A line has more than " + many + " fields");
                }
                fields[field] = isEscaped ? unescaped(line, from, i) : text(line, from, i);
                field++;
                from = i + 1;
                isEscaped = false;
            } else if (line[i] == '\\') {
                isEscaped = true;
                i++; // what it stands before
            }
        }
        if (field != many) {
            throw new IllegalStateException("A line has " + field + " fields, not " + many);
        }
        return fields;
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] line, int from, int to) {
        if (to - from == 2 && line[from + 1] == 'N') {
            return null;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (line[i] == '\\') {
                i++;
                plain.write(meant(line[i]));
            } else {
                plain.write(line[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static int meant(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }
}
