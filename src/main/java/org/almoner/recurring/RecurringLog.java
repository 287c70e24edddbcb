package org.almoner.recurring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened to recurring gifts: append-only, in the transaction in which it happened. */
@ApplicationScoped
class RecurringLog {

    private final EntityManager database;
    private final InstantSource clock;

    /** Its own, because what was written must stay readable whatever the API's rules become. */
    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    RecurringLog(EntityManager database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What can happen. */
    enum Kind {
        AGREED,
        STARTED,
        TERMS_CHANGED,
        METHOD_CHANGED,
        PAUSED,
        RESUMED,
        FAILING,
        LAPSED,
        RECOVERED,
        CANCELLED,
        ENDED,
        ABANDONED
    }

    /**
     * One thing that happened.
     *
     * @param instalment number of the first instalment it counts for; {@code null} when it is about
     *     none
     * @param reason a word of ours, never free text; {@code null} when none was given
     * @param before what was agreed until then; empty when nothing changed
     * @param after what is agreed from then on
     */
    record Entry(
            Kind kind,
            ChangedBy by,
            Integer instalment,
            String reason,
            Map<String, Object> before,
            Map<String, Object> after) {

        static Entry of(Kind kind, ChangedBy by) {
            return new Entry(kind, by, null, null, Map.of(), Map.of());
        }

        Entry from(Integer number) {
            return new Entry(kind, by, number, reason, before, after);
        }

        Entry because(String why) {
            return new Entry(kind, by, instalment, why, before, after);
        }

        Entry changing(Map<String, Object> old, Map<String, Object> current) {
            return new Entry(kind, by, instalment, reason, old, current);
        }
    }

    /** Writes it down; the recurring gift must be locked, so that positions have no gaps. */
    void note(RecurringGift gift, Entry entry) {
        database.createNativeQuery(
                        """
                        INSERT INTO recurring_gift_event (recurring_gift_id, position, kind,
                            happened_at, by_whom, instalment, reason, before, after)
                        SELECT :gift, coalesce(max(position), 0) + 1, :kind, :at, :by,
                               CAST(:instalment AS integer), CAST(:reason AS varchar),
                               CAST(:before AS jsonb), CAST(:after AS jsonb)
                        FROM recurring_gift_event WHERE recurring_gift_id = :gift
                        """)
                .setParameter("gift", gift.id().value())
                .setParameter("kind", entry.kind().name())
                .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter("by", entry.by().name())
                .setParameter("instalment", entry.instalment())
                .setParameter("reason", entry.reason())
                .setParameter("before", written(entry.before()))
                .setParameter("after", written(entry.after()))
                .executeUpdate();
    }

    /** Everything that happened, oldest first, at most the limit. */
    List<RecurringGiftEvent> of(RecurringGiftId gift, int limit) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT position, kind, happened_at, by_whom, instalment, reason,
                                       CAST(before AS varchar) AS before,
                                       CAST(after AS varchar) AS after
                                FROM recurring_gift_event WHERE recurring_gift_id = :gift
                                ORDER BY position DESC LIMIT :limit
                                """,
                                Tuple.class)
                        .setParameter("gift", gift.value())
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream().map(Tuple.class::cast).map(this::event).toList();
    }

    private RecurringGiftEvent event(Tuple row) {
        return new RecurringGiftEvent(
                row.get("position", Integer.class),
                row.get("kind", String.class),
                row.get("happened_at", Instant.class),
                ChangedBy.valueOf(row.get("by_whom", String.class)),
                row.get("instalment", Integer.class),
                row.get("reason", String.class),
                read(row.get("before", String.class)),
                read(row.get("after", String.class)));
    }

    private String written(Map<String, Object> terms) {
        try {
            return terms.isEmpty() ? null : json.writeValueAsString(new TreeMap<>(terms));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Terms cannot be written as JSON", impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(String text) {
        try {
            return text == null ? Map.of() : new TreeMap<>(json.readValue(text, Map.class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A stored change cannot be read", unreadable);
        }
    }
}
