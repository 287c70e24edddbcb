package org.almoner.tax;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.outbox.OutboxState;
import org.almoner.sql.Sql;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementMark;

/** Reads statements and their documents. */
@Singleton
public class TaxHistory {

    private static final String SELECT =
            """
            SELECT s.*, r.number AS replaced, n.number AS replacement, p.sha256, p.certificate, p.letters_missing,
                   length(p.bytes) AS bytes,
                   (SELECT count(*) FROM statement_case c WHERE c.statement_id = s.id
                       AND c.closed_at IS NULL)::int AS cases
              FROM tax_statement s
              LEFT JOIN tax_statement r ON r.id = s.replaces
              LEFT JOIN tax_statement n ON n.replaces = s.id
              LEFT JOIN tax_statement_pdf p ON p.statement_id = s.id
            """;

    private final Sql sql;
    private final PersonsRows rows;
    private final FrozenStatements frozen;
    private final MakeDocument make;

    TaxHistory(Sql sql, PersonsRows rows, FrozenStatements frozen, MakeDocument make) {
        this.sql = sql;
        this.rows = rows;
        this.frozen = frozen;
        this.make = make;
    }

    /**
     * Which statements are wanted.
     *
     * @param offices codes; {@code null} for all
     * @param year tax year; {@code null} for all
     * @param state {@code null} for all
     * @param words parts of the recipient's name, as it stood on the document
     * @param run {@code null} for all
     * @param lettersMissing whether only those whose document shows a sign in place of letters the
     *     typeface lacks, or only the others; {@code null} for all
     */
    public record Search(
            List<String> offices,
            Integer year,
            StatementState state,
            List<String> words,
            UUID run,
            Boolean lettersMissing) {

        @Override
        public String toString() {
            return "Search[…]";
        }
    }

    /** Statements, latest first, after the one named. */
    public List<StatementView> find(Search search, UUID after, int limit) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" WHERE true");
        if (search.offices() != null) {
            where.append(" AND s.office = ANY (?)");
            values.add(Sql.Column.texts(search.offices()));
        }
        if (search.year() != null) {
            where.append(" AND s.tax_year = ?");
            values.add(search.year());
        }
        if (search.state() != null) {
            where.append(" AND s.state = ?");
            values.add(search.state().name());
        }
        if (search.run() != null) {
            where.append(" AND s.run_id = ?");
            values.add(search.run());
        }
        if (search.lettersMissing() != null) {
            where.append(search.lettersMissing() ? " AND p" : " AND NOT p")
                    .append(".letters_missing");
        }
        for (String word : search.words()) {
            where.append(" AND s.sort_name LIKE ?");
            values.add("%" + NewStatement.folded(word).replaceAll("([%_\\\\])", "\\\\$1") + "%");
        }
        if (after != null) {
            where.append(" AND s.id < ?");
            values.add(after);
        }
        values.add(limit);
        return sql.read(
                SELECT + where + " ORDER BY s.id DESC LIMIT ?", TaxHistory::view, values.toArray());
    }

    /** The statement of a number. */
    public Optional<StatementView> byNumber(String number) {
        return sql.one(SELECT + " WHERE s.number = ?", TaxHistory::view, number);
    }

    /** One statement. */
    public Optional<StatementView> find(UUID id) {
        return sql.one(SELECT + " WHERE s.id = ?", TaxHistory::view, id);
    }

    /** The statement of a verification code, in capitals and without hyphens. */
    public Optional<StatementView> byVerification(String code) {
        return sql.one(SELECT + " WHERE s.verification = ?", TaxHistory::view, code);
    }

    /** Written statements of these donors' rows, latest first, after the one named. */
    public List<StatementView> ofDonors(Collection<DonorId> donors, UUID after, int limit) {
        return sql.read(
                SELECT
                        + " WHERE s.donor_id = ANY (?) AND p.sha256 IS NOT NULL"
                        + " AND (?::uuid IS NULL OR s.id < ?) ORDER BY s.id DESC LIMIT ?",
                TaxHistory::view,
                Sql.Column.ids(donors.stream().map(DonorId::value).toList()),
                after,
                after,
                limit);
    }

    /** The live statement a gift stands on. */
    public Optional<StatementView> ofGift(UUID gift) {
        return sql.one(
                SELECT
                        + " WHERE s.id = (SELECT l.statement_id FROM tax_statement_line l"
                        + " WHERE l.donation_id = ? AND l.live)",
                TaxHistory::view,
                gift);
    }

    /** The gifts on a statement, oldest first, in pages by their position. */
    public List<StatementLine> lines(UUID statement, int after, int limit) {
        return sql.read(
                "SELECT l.*, s.currency FROM tax_statement_line l"
                        + " JOIN tax_statement s ON s.id = l.statement_id"
                        + " WHERE l.statement_id = ? AND l.position > ?"
                        + " ORDER BY l.position LIMIT ?",
                row -> FrozenStatements.line(row, row.getString("currency")),
                statement,
                after,
                limit);
    }

    /**
     * The document.
     *
     * @param mark {@code ORIGINAL} for the very bytes that were issued
     * @throws org.almoner.problem.DomainProblem 409 when a duplicate must be signed and cannot be
     */
    public Optional<byte[]> document(UUID statement, StatementMark mark) {
        if (mark == StatementMark.ORIGINAL) {
            return sql.one(
                    "SELECT bytes FROM tax_statement_pdf WHERE statement_id = ?",
                    row -> row.getBytes("bytes"),
                    statement);
        }
        return frozen.find(statement).map(it -> make.document(it.record(), mark).bytes());
    }

    private static StatementView view(ResultSet row) throws SQLException {
        String run = row.getString("run_id");
        return new StatementView(
                Sql.id(row, "id"),
                row.getString("number"),
                new OfficeCode(row.getString("office")),
                row.getInt("tax_year"),
                DocumentKind.valueOf(row.getString("kind")),
                row.getString("locale"),
                new DonorId(Sql.id(row, "donor_id")),
                Sql.day(row, "issued_on"),
                Sql.day(row, "from_day"),
                Sql.day(row, "to_day"),
                Money.of(row.getLong("total_minor"), row.getString("currency")),
                row.getInt("gifts"),
                row.getString("verification"),
                StatementState.valueOf(row.getString("state")),
                run == null ? null : UUID.fromString(run),
                row.getString("replaced"),
                row.getString("replacement"),
                row.getString("sha256"),
                row.getObject("bytes", Integer.class),
                row.getString("certificate"),
                row.getBoolean("letters_missing"),
                Sql.instant(row, "numbered_at"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "ended_at"),
                row.getString("ended_by"),
                row.getString("ended_because"),
                row.getInt("cases"));
    }

    /** The donors' rows written last of these persons. */
    public Map<UUID, DonorId> latestRows(List<UUID> persons) {
        return rows.latestRows(persons);
    }

    /** What became of the last mail that told of each of these statements. */
    public Map<UUID, OutboxState> lastMails(List<UUID> statements) {
        Map<UUID, OutboxState> found = new LinkedHashMap<>();
        sql.read(
                "SELECT DISTINCT ON (subject) subject, state FROM outbox_message"
                        + " WHERE kind = ? AND subject = ANY (?)"
                        + " ORDER BY subject, occurrence DESC",
                row ->
                        found.put(
                                Sql.id(row, "subject"),
                                OutboxState.valueOf(row.getString("state"))),
                StatementMailHandler.KIND,
                Sql.Column.ids(statements));
        return found;
    }
}
