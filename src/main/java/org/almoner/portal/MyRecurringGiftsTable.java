package org.almoner.portal;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorId;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.CollectionDay;
import org.almoner.recurring.RecurringGiftState;

/** Recurring gifts of one person, a page in one statement. */
@Singleton
class MyRecurringGiftsTable {

    private static final String SHOWN =
            """
            SELECT g.id, g.number, g.office, g.state, g.amount_minor, g.currency, g.cadence,
                   g.collection_day, g.start_on, g.end_on, g.receipts, g.campaign_id, g.method,
                   g.method_needed, g.paused_until, g.created_at, g.version, m.label,
                   EXISTS (SELECT 1 FROM saved_method p
                            WHERE p.owner = g.id AND p.state = 'PENDING') AS method_pending,
                   i.due_on AS next_due_on, pg.id AS agreement, pg.number AS agreement_number
            """;

    private static final String BESIDE_IT =
            """
            LEFT JOIN saved_method m ON m.id = g.saved_method_id
            LEFT JOIN instalment i ON i.recurring_gift_id = g.id AND i.state = 'SCHEDULED'
            LEFT JOIN LATERAL (SELECT b.id, b.number FROM periodic_gift_agreement b
                WHERE b.recurring_gift_id = g.id AND b.state IN ('SIGNED', 'ACTIVE')
                ORDER BY b.id LIMIT 1) pg ON true
            """;

    private static final String ONE =
            SHOWN
                    + "FROM recurring_gift g "
                    + BESIDE_IT
                    + "WHERE g.id = ? AND g.donor_id = ANY (?)";

    private final PortalSql database;

    MyRecurringGiftsTable(PortalSql database) {
        this.database = database;
    }

    /**
     * A recurring gift as it is stored.
     *
     * @param label masked; {@code null} until the provider said it
     * @param methodPending whether a provider waits for the donor to agree to a method
     * @param agreement of the periodic gift that it pays for, with its number; {@code null} for
     *     none
     */
    record Row(
            UUID id,
            String number,
            RecurringGiftState state,
            MyRecurringGift.Terms terms,
            String office,
            UUID campaign,
            PaymentMethod method,
            String label,
            boolean methodNeeded,
            boolean methodPending,
            LocalDate pausedUntil,
            LocalDate nextDueOn,
            Instant createdAt,
            int version,
            UUID agreement,
            String agreementNumber) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /** Latest first, at most the limit; of each of the person's rows no more than a page. */
    List<Row> find(Collection<DonorId> donors, Optional<TimeMark> behind, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(MyGiftsTable.ids(donors));
        behind.ifPresent(
                mark -> {
                    values.add(mark.at());
                    values.add(mark.id());
                });
        values.add(limit);
        values.add(limit);
        return database.read(
                page(behind.isPresent() ? " AND (a.created_at, a.id) < (?, ?)" : ""),
                values,
                MyRecurringGiftsTable::row);
    }

    private static String page(String behind) {
        return SHOWN
                + """
                FROM (SELECT every.id
                        FROM unnest(CAST(? AS uuid[])) AS mine(donor)
                       CROSS JOIN LATERAL (
                             SELECT a.id, a.created_at FROM recurring_gift a
                              WHERE a.donor_id = mine.donor
                """
                + behind
                + """
                 ORDER BY a.created_at DESC, a.id DESC LIMIT ?) every
                       ORDER BY every.created_at DESC, every.id DESC LIMIT ?) own
                JOIN recurring_gift g ON g.id = own.id
                """
                + BESIDE_IT
                + "ORDER BY g.created_at DESC, g.id DESC";
    }

    /**
     * One recurring gift of the person.
     *
     * @throws DomainProblem 404, the same for an unknown one and for one of somebody else
     */
    Row require(Collection<DonorId> donors, UUID id) {
        return database
                .read(ONE, List.of(id, MyGiftsTable.ids(donors)), MyRecurringGiftsTable::row)
                .stream()
                .findFirst()
                .orElseThrow(DomainProblem::notFound);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("number"),
                RecurringGiftState.valueOf(row.getString("state")),
                terms(row),
                row.getString("office"),
                row.getObject("campaign_id", UUID.class),
                PaymentMethod.valueOf(row.getString("method")),
                row.getString("label"),
                row.getBoolean("method_needed"),
                row.getBoolean("method_pending"),
                row.getObject("paused_until", LocalDate.class),
                row.getObject("next_due_on", LocalDate.class),
                PortalSql.instant(row, "created_at"),
                row.getInt("version"),
                row.getObject("agreement", UUID.class),
                row.getString("agreement_number"));
    }

    private static MyRecurringGift.Terms terms(ResultSet row) throws SQLException {
        CollectionDay day = new CollectionDay(row.getInt("collection_day"));
        return new MyRecurringGift.Terms(
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Cadence.valueOf(row.getString("cadence")),
                day.isLast() ? null : day.day(),
                day.isLast(),
                row.getObject("start_on", LocalDate.class),
                row.getObject("end_on", LocalDate.class),
                ReceiptWish.valueOf(row.getString("receipts")));
    }
}
