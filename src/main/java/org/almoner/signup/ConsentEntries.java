package org.almoner.signup;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/**
 * Pages of the ledger of consents across persons, without names: who they are is told by the
 * person's own proof.
 */
@Singleton
public class ConsentEntries {

    private static final String SELECT =
            "SELECT e.*, s.mailed_at, s.confirmed_at, p.evidence_id FROM consent_event e"
                    + " LEFT JOIN sign_up s ON s.consent_event = e.id"
                    + " LEFT JOIN consent_proof p ON p.id = e.proof_id"
                    + " WHERE e.occurred_at >= ? AND e.occurred_at < ?";

    private static final String ORDER = " ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?";

    private final Sql sql;

    ConsentEntries(Sql sql) {
        this.sql = sql;
    }

    /**
     * Which entries are wanted.
     *
     * @param offices codes; {@code null} for all
     * @param from said then or later
     * @param until said before
     * @param purpose as the ledger writes it; {@code null} for all
     * @param channel as the ledger writes it; {@code null} for all
     * @param donor a record; {@code null} for all
     */
    public record Filter(
            List<String> offices,
            Instant from,
            Instant until,
            String purpose,
            String channel,
            UUID donor) {}

    /**
     * Behind which entry a page begins.
     *
     * @param at when it was said; {@code null} at the beginning
     */
    public record Mark(Instant at, UUID id) {}

    /** The text that was answered, without its words. */
    public record Text(String id, int version, String locale, String hash) {}

    /**
     * One link of a chain.
     *
     * @param donor the record it was said with
     * @param place in the chain of the record
     * @param at when it was said
     * @param recordedAt when staff wrote it down; {@code null} for what was written down as it was
     *     said
     * @param recordedBy who of the staff did; {@code null} as before
     * @param evidence names the form or the call; {@code null} for none, and once it was deleted
     * @param confirmationSentAt when a mail asked the mailbox to confirm it; {@code null} for none
     * @param confirmedAt when the mailbox did; {@code null} while it has not
     * @param hash over all of it and the link before
     */
    public record Entry(
            UUID id,
            UUID donor,
            long place,
            String purpose,
            String channel,
            String decision,
            OfficeCode office,
            OfficeCode recipient,
            String legalBasis,
            Text text,
            String country,
            Instant at,
            String method,
            String origin,
            Instant recordedAt,
            String recordedBy,
            UUID evidence,
            Instant confirmationSentAt,
            Instant confirmedAt,
            String previousHash,
            String hash) {}

    /** The latest first, in one statement. */
    public List<Entry> newestFirst(Filter filter, Mark mark, int limit) {
        StringBuilder select = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>(List.of(filter.from(), filter.until()));
        if (filter.offices() != null) {
            // One office is asked for so that its index gives the order as well.
            boolean isOne = filter.offices().size() == 1;
            add(
                    select,
                    values,
                    isOne ? " AND e.office = ?" : " AND e.office = ANY (?)",
                    isOne ? filter.offices().get(0) : Sql.Column.texts(filter.offices()));
        }
        add(select, values, " AND e.purpose = ?", filter.purpose());
        add(select, values, " AND e.channel = ?", filter.channel());
        add(select, values, " AND e.donor_id = ?", filter.donor());
        if (mark.at() != null) {
            add(select, values, " AND (e.occurred_at, e.id) < (?, ?)", mark.at());
            values.add(mark.id());
        }
        values.add(limit);
        return sql.read(select + ORDER, ConsentEntries::entry, values.toArray());
    }

    private static void add(
            StringBuilder select, List<Object> values, String condition, Object value) {
        if (value != null) {
            select.append(condition);
            values.add(value);
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Sql.id(row, "id"),
                Sql.id(row, "donor_id"),
                row.getLong("seq"),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("decision"),
                new OfficeCode(row.getString("office")),
                new OfficeCode(row.getString("recipient")),
                row.getString("legal_basis"),
                new Text(
                        row.getString("text_id"),
                        row.getInt("text_version"),
                        row.getString("locale"),
                        row.getString("text_hash")),
                row.getString("country"),
                Sql.instant(row, "occurred_at"),
                row.getString("method"),
                row.getString("origin"),
                Sql.instant(row, "recorded_at"),
                row.getString("actor"),
                Sql.id(row, "evidence_id"),
                Sql.instant(row, "mailed_at"),
                Sql.instant(row, "confirmed_at"),
                row.getString("prev_hash"),
                row.getString("hash"));
    }
}
