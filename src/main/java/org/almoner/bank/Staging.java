package org.almoner.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.sql.Sql;

/** Writes the lines of a file as they are read, some hundreds at a time. */
final class Staging {

    private static final int SLICE = 500;

    private static final String INSERT =
            """
            INSERT INTO bank_incoming (file_id, id, statement, entry, part, parts, apart, line, booked_on,
                amount_minor, currency, credit, reversal, batch, code, proprietary, reference, several,
                content, told, account, account_print)
            SELECT ?::uuid, v.* FROM unnest(?::uuid[], ?::int4[], ?::int8[], ?::int4[], ?::int4[], ?::bool[],
                ?::text[], ?::date[], ?::int8[], ?::text[], ?::bool[], ?::bool[], ?::bool[], ?::text[],
                ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[], ?::text[]) AS v""";

    private final UUID file;
    private final Sql sql;
    private final List<Incoming> waiting = new ArrayList<>(SLICE);

    Staging(UUID file, Sql sql) {
        this.file = file;
        this.sql = sql;
    }

    void add(Incoming one) {
        waiting.add(one);
        if (waiting.size() == SLICE) {
            flush();
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        sql.write(
                INSERT,
                file,
                column("uuid", Incoming::id),
                column("int4", Incoming::statement),
                column("int8", Incoming::entry),
                column("int4", Incoming::part),
                column("int4", Incoming::parts),
                column("bool", Incoming::apart),
                column("text", Incoming::line),
                column("date", Incoming::bookedOn),
                column("int8", Incoming::minor),
                column("text", Incoming::currency),
                column("bool", Incoming::credit),
                column("bool", Incoming::reversal),
                column("bool", Incoming::batch),
                column("text", Incoming::code),
                column("text", Incoming::proprietary),
                column("text", it -> it.reference().reference().orElse(null)),
                column("bool", it -> it.reference().several()),
                column("text", Incoming::content),
                column("text", Incoming::told),
                column("text", Incoming::account),
                column("text", Incoming::accountPrint));
        waiting.clear();
    }

    private Sql.Column column(String type, Function<Incoming, ?> part) {
        List<Object> values = new ArrayList<>(waiting.size());
        waiting.forEach(it -> values.add(part.apply(it)));
        return new Sql.Column(type, values);
    }
}
