package org.almoner.handover;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;

/** Keeps what was handed to whom, on which ground: names of fields and a keyed hash, no values. */
@Singleton
class RecordDeliveries {

    private static final String RECORD =
            """
            INSERT INTO handover_delivery (delivered_at, delivered_to, id, entry_id, kind, instrument, rule,
                consent_event, text_id, text_version, text_hash, content_hash, fields)
            SELECT ?::timestamptz, ?, n.id, n.entry, n.kind, n.instrument, n.rule, n.event, n.text, n.version,
                   n.text_hash, n.hash, string_to_array(n.fields, ' ')
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int[],
                          ?::text[], ?::text[], ?::text[])
                   AS n (id, entry, kind, instrument, rule, event, text, version, text_hash, hash, fields)
            """;

    private final Sql sql;
    private final Ids ids;

    RecordDeliveries(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /**
     * In one statement.
     *
     * @param hashes of what was sent with each; {@code null} where nothing was
     */
    @Transactional(TxType.MANDATORY)
    void record(List<FeedEntry> entries, List<String> hashes, String to, Instant now) {
        sql.write(
                RECORD,
                now,
                to,
                column("uuid", entries, it -> ids.next()),
                column("uuid", entries, FeedEntry::id),
                column("text", entries, it -> it.kind().name()),
                column("text", entries, of(it -> it.instrument().name())),
                column("text", entries, of(Ground::rule)),
                column("uuid", entries, said(Ground.Answer::id)),
                column("text", entries, said(Ground.Answer::text)),
                column("int4", entries, said(Ground.Answer::version)),
                column("text", entries, said(Ground.Answer::sha256)),
                Sql.Column.texts(hashes),
                column("text", entries, it -> String.join(" ", it.fields())));
    }

    private static <T> Function<FeedEntry, T> of(Function<Ground, T> part) {
        return it -> it.ground() == null ? null : part.apply(it.ground());
    }

    private static <T> Function<FeedEntry, T> said(Function<Ground.Answer, T> part) {
        return it -> {
            Ground.Answer answer = it.ground() == null ? it.answer() : it.ground().answer();
            return answer == null ? null : part.apply(answer);
        };
    }

    private static Sql.Column column(
            String type, List<FeedEntry> all, Function<FeedEntry, ?> part) {
        List<Object> values = new ArrayList<>();
        all.forEach(it -> values.add(part.apply(it)));
        return new Sql.Column(type, values);
    }
}
