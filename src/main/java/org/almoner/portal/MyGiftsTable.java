package org.almoner.portal;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.GiftStatus;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;

/** Gifts of one person, a page in one statement. Whose they are is part of every question. */
@Singleton
class MyGiftsTable {

    private static final int MOST_YEARS = 500;

    private static final String SHOWN =
            """
            SELECT g.id, g.office, g.status, g.amount_minor, g.currency, g.reversed_minor,
                   g.campaign_id, g.method, g.recurring_gift_id, g.instalment, g.pledged_at,
                   g.settled_at, r.number, r.issued_at, coalesce(m.label, s.account_masked) AS label
            """;

    private static final String BESIDE_IT =
            """
            LEFT JOIN receipt r ON r.donation_id = g.id
            LEFT JOIN payment p ON p.id = g.payment_id
            LEFT JOIN saved_method m ON m.id = p.saved_method_id
            LEFT JOIN sepa_collection c ON c.payment_id = g.payment_id
            LEFT JOIN sepa_mandate s ON s.id = c.mandate_id
            """;

    private static final String ONE =
            SHOWN + "FROM donation g " + BESIDE_IT + "WHERE g.id = ? AND g.donor_id = ANY (?)";

    private static final String YEARS =
            """
            SELECT CAST(extract(year FROM g.settled_at AT TIME ZONE coalesce(o.zone, 'UTC'))
                       AS integer) AS year,
                   g.currency,
                   count(*) FILTER (WHERE g.reversed_minor < g.amount_minor) AS gifts,
                   CAST(sum(g.amount_minor - g.reversed_minor) AS bigint) AS minor
            FROM donation g
            LEFT JOIN unnest(CAST(? AS text[]), CAST(? AS text[])) AS o(code, zone) ON o.code = g.office
            WHERE g.donor_id = ANY (?) AND g.settled_at IS NOT NULL
            GROUP BY 1, 2
            HAVING sum(g.amount_minor - g.reversed_minor) > 0
            ORDER BY 1 DESC, 2
            LIMIT ?
            """;

    private final PortalSql database;
    private final Offices offices;

    MyGiftsTable(PortalSql database, Offices offices) {
        this.database = database;
        this.offices = offices;
    }

    /**
     * A gift as it is stored.
     *
     * @param label masked; {@code null} where the method has none
     */
    record Row(
            UUID id,
            String office,
            GiftStatus status,
            Money amount,
            Money reversed,
            UUID campaign,
            PaymentMethod method,
            String label,
            MyGift.PartOf recurringGift,
            Instant pledgedAt,
            Instant settledAt,
            String receipt,
            Instant receiptAt) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /** What came of one currency in one year. */
    record Year(int year, Money given, long gifts) {}

    /** Newest first, at most the limit. */
    List<Row> find(
            Collection<DonorId> donors, GiftWish wish, Optional<TimeMark> behind, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(ids(donors));
        StringBuilder each = new StringBuilder();
        if (wish.namesDays()) {
            addDays(wish, each, values);
        }
        each.append(" WHERE d.donor_id = mine.donor");
        if (wish.namesDays()) {
            addSpan(wish, each, values);
        }
        if (wish.campaign() != null) {
            each.append(" AND d.campaign_id = ?");
            values.add(wish.campaign().value());
        }
        behind.ifPresent(
                mark -> {
                    each.append(" AND (d.pledged_at, d.id) < (?, ?)");
                    values.add(mark.at());
                    values.add(mark.id());
                });
        values.add(limit);
        values.add(limit);
        return database.read(page(each.toString()), values, MyGiftsTable::row);
    }

    /** From each of the person's rows no more than a page, so that the work has a bound. */
    private static String page(String each) {
        return SHOWN
                + """
                FROM (SELECT every.id
                        FROM unnest(CAST(? AS uuid[])) AS mine(donor)
                       CROSS JOIN LATERAL (
                             SELECT d.id, d.pledged_at FROM donation d
                """
                + each
                + """
                 ORDER BY d.pledged_at DESC, d.id DESC LIMIT ?) every
                       ORDER BY every.pledged_at DESC, every.id DESC LIMIT ?) own
                JOIN donation g ON g.id = own.id
                """
                + BESIDE_IT
                + "ORDER BY g.pledged_at DESC, g.id DESC";
    }

    /** The days of each office begin at moments of their own. */
    private void addDays(GiftWish wish, StringBuilder each, List<Object> values) {
        List<String> codes = new ArrayList<>();
        List<Instant> firsts = new ArrayList<>();
        List<Instant> pasts = new ArrayList<>();
        for (Office office : offices.all()) {
            codes.add(office.code().value());
            firsts.add(start(wish.from(), office));
            pasts.add(start(wish.to().plusDays(1), office));
        }
        each.append(" JOIN unnest(?, ?, ?) AS at(office, first, past) ON at.office = d.office");
        values.add(codes);
        values.add(firsts);
        values.add(pasts);
    }

    /** Behind the exact moments a span that holds all of them, which the index can begin with. */
    private static void addSpan(GiftWish wish, StringBuilder each, List<Object> values) {
        each.append(" AND d.pledged_at >= at.first AND d.pledged_at < at.past");
        each.append(" AND d.pledged_at >= ? AND d.pledged_at < ?");
        values.add(wish.from().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        values.add(wish.to().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Instant start(LocalDate day, Office office) {
        return day.atStartOfDay(office.zone()).toInstant();
    }

    /** One gift, if it is the person's. */
    Optional<Row> find(Collection<DonorId> donors, UUID id) {
        return database.read(ONE, List.of(id, ids(donors)), MyGiftsTable::row).stream().findFirst();
    }

    /** What settled and stayed, by year at the office and by currency, latest year first. */
    List<Year> years(Collection<DonorId> donors) {
        List<Office> all = offices.all();
        return database.read(
                YEARS,
                List.of(
                        all.stream().map(it -> it.code().value()).toList(),
                        all.stream().map(it -> it.zone().getId()).toList(),
                        ids(donors),
                        MOST_YEARS),
                row ->
                        new Year(
                                row.getInt("year"),
                                Money.of(row.getLong("minor"), row.getString("currency")),
                                row.getLong("gifts")));
    }

    /** The ids as the statements want them. */
    static List<UUID> ids(Collection<DonorId> donors) {
        return donors.stream().map(DonorId::value).toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        UUID agreement = row.getObject("recurring_gift_id", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("office"),
                GiftStatus.valueOf(row.getString("status")),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("reversed_minor"), currency),
                row.getObject("campaign_id", UUID.class),
                PaymentMethod.valueOf(row.getString("method")),
                row.getString("label"),
                agreement == null ? null : new MyGift.PartOf(agreement, row.getInt("instalment")),
                PortalSql.instant(row, "pledged_at"),
                PortalSql.instant(row, "settled_at"),
                row.getString("number"),
                PortalSql.instant(row, "issued_at"));
    }
}
