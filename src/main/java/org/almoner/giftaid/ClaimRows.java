package org.almoner.giftaid;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.statement.GiftAidTax;

/** Claims as they lie in the database. */
@Singleton
class ClaimRows {

    static final Currency POUNDS = Currency.getInstance("GBP");

    private static final String NEXT =
            "INSERT INTO gift_aid_claim_series (office, last) VALUES (?, 1)"
                    + " ON CONFLICT ON CONSTRAINT pk_gift_aid_claim_series"
                    + " DO UPDATE SET last = gift_aid_claim_series.last + 1 RETURNING last";

    private static final String INSERT =
            "INSERT INTO gift_aid_claim (id, office, number, until_day, state, not_before, made_by,"
                    + " asked_at) VALUES (?, ?, ?, ?, 'MAKING', ?, ?, ?)";

    private static final String PAGE =
            "SELECT * FROM gift_aid_claim WHERE (?::text[] IS NULL OR office = ANY (?))"
                    + " AND (?::timestamptz IS NULL OR (asked_at, id) < (?, ?))"
                    + " ORDER BY asked_at DESC, id DESC LIMIT ?";

    private static final String LINES =
            "SELECT position, title, first_name, last_name, house, postcode, given_on,"
                    + " amount_minor FROM gift_aid_claim_line WHERE claim_id = ?"
                    + " AND position BETWEEN ? AND ? ORDER BY position";

    private static final String GIFTS =
            "SELECT position, donation_id, declaration_id, given_on, amount_minor"
                    + " FROM gift_aid_claim_gift WHERE claim_id = ?"
                    + " AND (?::integer IS NULL OR (position, donation_id) > (?, ?))"
                    + " ORDER BY position, donation_id LIMIT ?";

    /** What a claim says that is not so any more; then it must not be submitted. */
    private static final String STALE =
            """
            SELECT count(*) AS gifts FROM gift_aid_claim_gift c
              JOIN donation n ON n.id = c.donation_id
              JOIN gift_aid_declaration d ON d.id = c.declaration_id
              {benefit}
             WHERE c.claim_id = ? AND (n.amount_minor - n.reversed_minor < c.amount_minor
                OR d.cancelled_from <= c.given_on OR NOT {modest})"""
                    .replace("{modest}", Cover.MODEST)
                    .replace("{benefit}", Cover.BENEFIT);

    private final Sql sql;

    ClaimRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * The next number. Whoever draws one of the same office at this moment waits for the end of our
     * transaction.
     */
    String draw(OfficeCode office) {
        int seq = sql.one(NEXT, row -> row.getInt("last"), office.value()).orElseThrow();
        return office + "-GA-" + seq;
    }

    void insert(UUID id, OfficeCode office, String number, LocalDate until, By asked) {
        sql.write(INSERT, id, office.value(), number, until, asked.at(), asked.who(), asked.at());
    }

    Optional<ClaimView> find(UUID id) {
        return sql.one("SELECT * FROM gift_aid_claim WHERE id = ?", ClaimRows::view, id);
    }

    Optional<ClaimView> lock(UUID id) {
        return sql.one("SELECT * FROM gift_aid_claim WHERE id = ? FOR UPDATE", ClaimRows::view, id);
    }

    /** Who does something, and when. */
    record By(String who, Instant at) {}

    /** The claim of an office that is neither submitted nor given up. */
    Optional<ClaimView> open(OfficeCode office) {
        return sql.one(
                "SELECT * FROM gift_aid_claim WHERE office = ? AND state IN ('MAKING', 'DRAFT')",
                ClaimRows::view,
                office.value());
    }

    List<ClaimView> page(List<String> offices, Instant before, UUID beforeId, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(PAGE, ClaimRows::view, codes, codes, before, before, beforeId, limit);
    }

    /** Rows of one schedule, from 1. */
    List<ScheduleLine> lines(UUID claim, int schedule) {
        int first = (schedule - 1) * ScheduleLine.MOST_ROWS + 1;
        return sql.read(LINES, ClaimRows::line, claim, first, first + ScheduleLine.MOST_ROWS - 1);
    }

    /** Gifts behind the rows, in their order, after the one named. */
    List<GiftAidClaims.ClaimedGift> gifts(UUID claim, Integer position, UUID after, int limit) {
        return sql.read(
                GIFTS,
                row ->
                        new GiftAidClaims.ClaimedGift(
                                row.getInt("position"),
                                Sql.id(row, "donation_id"),
                                Sql.id(row, "declaration_id"),
                                Sql.day(row, "given_on"),
                                new Money(row.getLong("amount_minor"), POUNDS)),
                claim,
                position,
                position,
                after,
                limit);
    }

    /** How many gifts of a claim came back, or are not covered any more. */
    int stale(UUID claim) {
        return sql.one(STALE, row -> row.getInt("gifts"), claim).orElseThrow();
    }

    void submit(UUID id, LocalDate on, String reference, String by, Instant now) {
        sql.write(
                "UPDATE gift_aid_claim SET state = 'SUBMITTED', submitted_on = ?, reference = ?,"
                        + " submitted_by = ?, submitted_at = ? WHERE id = ?",
                on,
                reference,
                by,
                now,
                id);
    }

    void cancel(UUID id, String by, Instant now) {
        sql.write(
                "UPDATE gift_aid_claim SET state = 'CANCELLED', cancelled_by = ?, cancelled_at = ?"
                        + " WHERE id = ?",
                by,
                now,
                id);
    }

    private static ScheduleLine line(ResultSet row) throws SQLException {
        return new ScheduleLine(
                row.getInt("position"),
                row.getString("title"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("house"),
                row.getString("postcode"),
                Sql.day(row, "given_on"),
                row.getLong("amount_minor"));
    }

    private static ClaimView view(ResultSet row) throws SQLException {
        Integer lines = row.getObject("lines", Integer.class);
        Money adjustment = pounds(row, "adjustment_minor");
        return new ClaimView(
                Sql.id(row, "id"),
                new OfficeCode(row.getString("office")),
                row.getString("number"),
                Sql.day(row, "until_day"),
                ClaimState.valueOf(row.getString("state")),
                Sql.day(row, "earliest_day"),
                row.getObject("gifts", Integer.class),
                lines,
                lines == null ? null : schedules(lines),
                pounds(row, "total_minor"),
                pounds(row, "tax_minor"),
                adjustment == null ? null : GiftAidTax.on(adjustment),
                row.getString("made_by"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "made_at"),
                Sql.day(row, "submitted_on"),
                row.getString("submitted_by"),
                row.getString("reference"),
                Sql.instant(row, "cancelled_at"),
                row.getString("cancelled_by"));
    }

    /** How many files of a thousand rows. */
    static int schedules(long lines) {
        return (int) ((lines + ScheduleLine.MOST_ROWS - 1) / ScheduleLine.MOST_ROWS);
    }

    private static Money pounds(ResultSet row, String column) throws SQLException {
        Long minor = row.getObject(column, Long.class);
        return minor == null ? null : new Money(minor, POUNDS);
    }
}
