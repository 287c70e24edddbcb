package org.almoner.handover;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/**
 * The one place where entries are born, with three statements however many they are. Feeds are
 * locked in the order of their codes until the transaction ends: whoever comes second gets later
 * positions and is seen later.
 */
@Singleton
class BearEntries {

    private static final String POSITIONS =
            """
            INSERT INTO handover_feed (office, last_position)
            SELECT n.office, n.born FROM unnest(?::text[], ?::bigint[]) AS n (office, born) ORDER BY n.office
            ON CONFLICT ON CONSTRAINT pk_handover_feed
                DO UPDATE SET last_position = handover_feed.last_position + excluded.last_position
            RETURNING office, last_position
            """;

    private static final String ENTRIES =
            """
            INSERT INTO handover_entry (made_at, id, office, position, donor_id, from_office, kind, instrument,
                rule, law, agreement, reason, consent_event, text_id, text_version, text_hash, content_hash, fields)
            SELECT ?::timestamptz, n.id, n.office, n.position, n.donor, n.from_office, n.kind, n.instrument, n.rule,
                   n.law, n.agreement, n.reason, n.event, n.text, n.version, n.text_hash, n.hash,
                   string_to_array(n.fields, ' ')
              FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[])
                   AS n (id, office, position, donor, from_office, kind, instrument, rule, law, agreement, reason,
                         event, text, version, text_hash, hash, fields)
            """;

    private static final String HOLDINGS =
            """
            INSERT INTO handover_holding (changed_at, entry_id, office, donor_id, from_office, state, content_hash)
            SELECT ?::timestamptz, n.* FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[]) AS n
            ON CONFLICT ON CONSTRAINT pk_handover_holding DO UPDATE SET changed_at = excluded.changed_at,
                entry_id = excluded.entry_id, from_office = excluded.from_office, state = excluded.state,
                content_hash = excluded.content_hash
            """;

    private final Sql sql;
    private final Ids ids;
    private final Event<EntriesBorn> born;

    BearEntries(Sql sql, Ids ids, Event<EntriesBorn> born) {
        this.sql = sql;
        this.ids = ids;
        this.born = born;
    }

    /** With its id and its place. */
    private record Placed(UUID id, long position, Birth birth) {}

    /**
     * Writes entries and what the offices hold from now on, inside the caller's transaction. At
     * most one for each office and donor at once.
     */
    @Transactional(TxType.MANDATORY)
    void bear(List<Birth> births, Instant now) {
        if (births.isEmpty()) {
            return;
        }
        List<Placed> placed = placed(births);
        sql.write(
                ENTRIES,
                now,
                ids(placed, Placed::id),
                texts(placed, it -> it.birth().office().value()),
                new Sql.Column("int8", placed.stream().map(Placed::position).toList()),
                ids(placed, it -> it.birth().donor().value()),
                texts(placed, it -> it.birth().from().value()),
                texts(placed, it -> it.birth().kind().name()),
                texts(placed, of(it -> it.instrument().name())),
                texts(placed, of(Ground::rule)),
                texts(placed, of(Ground::law)),
                texts(placed, of(Ground::agreement)),
                texts(placed, it -> it.birth().reason()),
                ids(placed, said(Ground.Answer::id)),
                texts(placed, said(Ground.Answer::text)),
                column("int4", placed, said(Ground.Answer::version)),
                texts(placed, said(Ground.Answer::sha256)),
                texts(placed, it -> it.birth().hash()),
                texts(placed, it -> String.join(" ", it.birth().fields())));
        sql.write(
                HOLDINGS,
                now,
                ids(placed, Placed::id),
                texts(placed, it -> it.birth().office().value()),
                ids(placed, it -> it.birth().donor().value()),
                texts(placed, it -> it.birth().from().value()),
                texts(placed, it -> it.birth().leads().name()),
                texts(placed, it -> it.birth().hash()));
        tell(placed);
    }

    /** Each office once, however many entries it got. */
    private void tell(List<Placed> placed) {
        Map<OfficeCode, List<EntriesBorn.Entry>> byOffice = new LinkedHashMap<>();
        placed.forEach(
                it ->
                        byOffice.computeIfAbsent(it.birth().office(), none -> new ArrayList<>())
                                .add(new EntriesBorn.Entry(it.id(), it.position())));
        byOffice.forEach((office, entries) -> born.fire(new EntriesBorn(office, entries)));
    }

    private List<Placed> placed(List<Birth> births) {
        Map<String, List<Birth>> byOffice = new TreeMap<>();
        births.forEach(
                it ->
                        byOffice.computeIfAbsent(it.office().value(), none -> new ArrayList<>())
                                .add(it));
        Map<String, Long> last = new HashMap<>();
        sql.read(
                POSITIONS,
                row -> last.put(row.getString("office"), row.getLong("last_position")),
                Sql.Column.texts(List.copyOf(byOffice.keySet())),
                new Sql.Column(
                        "int8", byOffice.values().stream().map(it -> (long) it.size()).toList()));
        List<Placed> placed = new ArrayList<>();
        byOffice.forEach(
                (office, all) -> {
                    long position = last.get(office) - all.size();
                    for (Birth birth : all) {
                        position++;
                        placed.add(new Placed(ids.next(), position, birth));
                    }
                });
        return placed;
    }

    private static Function<Placed, String> of(Function<Ground, String> part) {
        return it -> it.birth().ground() == null ? null : part.apply(it.birth().ground());
    }

    private static <T> Function<Placed, T> said(Function<Ground.Answer, T> part) {
        return it -> it.birth().answer() == null ? null : part.apply(it.birth().answer());
    }

    private static Sql.Column ids(List<Placed> all, Function<Placed, UUID> part) {
        return column("uuid", all, part);
    }

    private static Sql.Column texts(List<Placed> all, Function<Placed, String> part) {
        return column("text", all, part);
    }

    private static Sql.Column column(String type, List<Placed> all, Function<Placed, ?> part) {
        List<Object> values = new ArrayList<>();
        all.forEach(it -> values.add(part.apply(it)));
        return new Sql.Column(type, values);
    }
}
