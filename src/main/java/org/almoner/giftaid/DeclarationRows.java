package org.almoner.giftaid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** Declarations as they lie in the database. */
@Singleton
class DeclarationRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SELECT =
            "SELECT d.*, d.declarant::text AS who FROM gift_aid_declaration d ";

    private static final String INSERT =
            """
            INSERT INTO gift_aid_declaration (id, office, donor_id, channel, declarant, donation_id,
                covers_from, declared_on, text_id, text_version, locale, consent_event, evidence,
                recorded_at, recorded_by, needs_record)
            VALUES (?, ?, ?, ?, ?::jsonb, ?::uuid, ?, ?, ?::text, ?::integer, ?::text, ?::uuid,
                ?::text, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT uq_gift_aid_declaration_event DO NOTHING""";

    private final Sql sql;

    DeclarationRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * A new declaration.
     *
     * @param gift {@code null} for all gifts
     * @param text {@code null} for paper and speech, as {@code event}
     * @param evidence {@code null} for the web
     */
    record New(
            UUID id,
            OfficeCode office,
            DonorId donor,
            DeclarationChannel channel,
            Declarant declarant,
            UUID gift,
            LocalDate coversFrom,
            LocalDate declaredOn,
            DeclarationView.Text text,
            UUID event,
            String evidence,
            Instant at,
            String by,
            boolean needsRecord) {

        @Override
        public String toString() {
            return "New[" + id + "]";
        }
    }

    void insert(New it) {
        DeclarationView.Text text = it.text();
        sql.write(
                INSERT,
                it.id(),
                it.office().value(),
                it.donor().value(),
                it.channel().name(),
                written(it.declarant()),
                it.gift(),
                it.coversFrom(),
                it.declaredOn(),
                text == null ? null : text.id(),
                text == null ? null : text.version(),
                text == null ? null : text.locale(),
                it.event(),
                it.evidence(),
                it.at(),
                it.by(),
                it.needsRecord());
    }

    Optional<DeclarationView> find(UUID id) {
        return sql.one(SELECT + "WHERE d.id = ?", DeclarationRows::view, id);
    }

    Optional<DeclarationView> lock(UUID id) {
        return sql.one(SELECT + "WHERE d.id = ? FOR UPDATE", DeclarationRows::view, id);
    }

    /** Declarations of these donors' rows, the latest first. */
    List<DeclarationView> ofDonors(Collection<DonorId> donors, int limit) {
        return sql.read(
                SELECT
                        + "WHERE d.donor_id = ANY (?) ORDER BY d.recorded_at DESC, d.id DESC LIMIT ?",
                DeclarationRows::view,
                Sql.Column.ids(donors.stream().map(DonorId::value).toList()),
                limit);
    }

    /** Declarations of offices, the latest first, after the one named. */
    List<DeclarationView> page(List<String> offices, Instant before, UUID beforeId, int limit) {
        return sql.read(
                SELECT
                        + "WHERE (?::text[] IS NULL OR d.office = ANY (?))"
                        + " AND (?::timestamptz IS NULL OR (d.recorded_at, d.id) < (?, ?))"
                        + " ORDER BY d.recorded_at DESC, d.id DESC LIMIT ?",
                DeclarationRows::view,
                offices == null ? null : Sql.Column.texts(offices),
                offices == null ? null : Sql.Column.texts(offices),
                before,
                before,
                beforeId,
                limit);
    }

    /** Whether this row has declared for all gifts to come with these words already. */
    boolean standsAlready(DonorId donor, OfficeCode office, DeclarationView.Text text) {
        return sql.one(
                        "SELECT id FROM gift_aid_declaration WHERE donor_id = ? AND office = ?"
                                + " AND donation_id IS NULL AND cancelled_at IS NULL"
                                + " AND channel = 'WEB' AND text_id = ? AND text_version = ? LIMIT 1",
                        row -> Sql.id(row, "id"),
                        donor.value(),
                        office.value(),
                        text.id(),
                        text.version())
                .isPresent();
    }

    void cancel(UUID id, DeclarationView.Cancelled end) {
        sql.write(
                "UPDATE gift_aid_declaration SET cancelled_from = ?, cancelled_at = ?,"
                        + " cancelled_by = ?, cancel_reason = ? WHERE id = ?",
                end.from(),
                end.at(),
                end.by(),
                end.reason(),
                id);
    }

    void recordSent(UUID id, LocalDate day) {
        sql.write("UPDATE gift_aid_declaration SET record_sent_on = ? WHERE id = ?", day, id);
    }

    private static DeclarationView view(ResultSet row) throws SQLException {
        LocalDate from = Sql.day(row, "covers_from");
        LocalDate end = Sql.day(row, "cancelled_from");
        String text = row.getString("text_id");
        LocalDate sent = Sql.day(row, "record_sent_on");
        return new DeclarationView(
                Sql.id(row, "id"),
                new OfficeCode(row.getString("office")),
                Sql.id(row, "donor_id"),
                DeclarationChannel.valueOf(row.getString("channel")),
                read(row.getString("who")),
                Sql.id(row, "donation_id"),
                from,
                Sql.day(row, "declared_on"),
                text == null
                        ? null
                        : new DeclarationView.Text(
                                text, row.getInt("text_version"), row.getString("locale")),
                row.getString("evidence"),
                Sql.instant(row, "recorded_at"),
                row.getString("recorded_by"),
                sent,
                !row.getBoolean("needs_record") || sent != null,
                end == null
                        ? null
                        : new DeclarationView.Cancelled(
                                end,
                                end.equals(from),
                                Sql.instant(row, "cancelled_at"),
                                row.getString("cancelled_by"),
                                row.getString("cancel_reason")));
    }

    static String written(Declarant declarant) {
        try {
            return JSON.writeValueAsString(declarant);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A declarant cannot be written as JSON", impossible);
        }
    }

    private static Declarant read(String json) {
        if (json.equals("{}")) {
            return null;
        }
        try {
            return JSON.readValue(json, Declarant.class);
        } catch (JsonProcessingException unreadable) {
            // The exception quotes the data, which is personal.
            throw new IllegalStateException("A stored declarant cannot be read");
        }
    }
}
