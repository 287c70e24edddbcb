package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Figures for finance, from a few grouped rows whatever the number of recurring gifts: what is to
 * come, and how donors stay.
 */
@ApplicationScoped
public class RecurringFigures {

    /**
     * Recurring gifts of the same rhythm whose instalments fall into the same months are one row.
     * Behind the agreed end, and before the end of a break, nothing is expected.
     */
    private static final String TO_COME =
            """
            SELECT currency, cadence, failing, first_month, last_month, count(*) AS gifts,
                   CAST(sum(amount_minor) AS bigint) AS minor
            FROM (
                SELECT g.currency, g.cadence, g.state = 'FAILING' AS failing, g.amount_minor,
                       CAST(date_trunc('month', i.due_on) AS date) AS first_month,
                       CASE WHEN g.end_on IS NULL THEN NULL
                            WHEN least(g.collection_day, extract(day FROM
                                     date_trunc('month', g.end_on) + interval '1 month - 1 day'))
                                 <= extract(day FROM g.end_on)
                            THEN CAST(date_trunc('month', g.end_on) AS date)
                            ELSE CAST(date_trunc('month', g.end_on) - interval '1 month' AS date)
                       END AS last_month
                FROM recurring_gift g
                JOIN instalment i ON i.recurring_gift_id = g.id AND i.state = 'SCHEDULED'
                WHERE g.office = :office AND NOT g.method_needed
                  AND (g.state IN ('STARTING', 'ACTIVE', 'FAILING')
                       OR g.state = 'PAUSED' AND g.paused_until <= i.due_on)) AS gift
            GROUP BY currency, cadence, failing, first_month, last_month
            """;

    private final EntityManager database;
    private final Offices offices;

    RecurringFigures(EntityManager database, Offices offices) {
        this.database = database;
        this.offices = offices;
    }

    /**
     * What live recurring gifts of an office let one expect.
     *
     * @param from the first month
     * @param months how many months, 1 to 36
     */
    @Transactional
    public List<ExpectedIncome> expected(
            OfficeCode office, Currency currency, YearMonth from, int months) {
        List<ExpectedIncome> expected = new ArrayList<>();
        for (int i = 0; i < months; i++) {
            expected.add(
                    new ExpectedIncome(
                            from.plusMonths(i), Money.zero(currency), 0, Money.zero(currency), 0));
        }
        List<?> rows =
                database.createNativeQuery(TO_COME, Tuple.class)
                        .setParameter("office", office.value())
                        .getResultList();
        for (Object row : rows) {
            add((Tuple) row, currency, expected);
        }
        return List.copyOf(expected);
    }

    private static void add(Tuple row, Currency currency, List<ExpectedIncome> expected) {
        if (!row.get("currency", String.class).equals(currency.getCurrencyCode())) {
            return;
        }
        int step = Cadence.valueOf(row.get("cadence", String.class)).months();
        YearMonth first = YearMonth.from(day(row, "first_month"));
        LocalDate last = day(row, "last_month");
        for (int i = 0; i < expected.size(); i++) {
            ExpectedIncome month = expected.get(i);
            long apart = first.until(month.month(), java.time.temporal.ChronoUnit.MONTHS);
            boolean falls =
                    apart >= 0
                            && apart % step == 0
                            && (last == null || !month.month().isAfter(YearMonth.from(last)));
            if (falls) {
                expected.set(i, with(month, row, currency));
            }
        }
    }

    private static ExpectedIncome with(ExpectedIncome month, Tuple row, Currency currency) {
        Money more = new Money(row.get("minor", Long.class), currency);
        long gifts = row.get("gifts", Long.class);
        return row.get("failing", Boolean.class)
                ? new ExpectedIncome(
                        month.month(),
                        month.expected(),
                        month.gifts(),
                        month.atRisk().plus(more),
                        month.giftsAtRisk() + gifts)
                : new ExpectedIncome(
                        month.month(),
                        month.expected().plus(more),
                        month.gifts() + gifts,
                        month.atRisk(),
                        month.giftsAtRisk());
    }

    private static LocalDate day(Tuple row, String column) {
        Object value = row.get(column);
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }

    /**
     * How recurring gifts of an office hold.
     *
     * @param from the first month
     * @param months how many months, 1 to 36
     */
    @Transactional
    public Retention retention(OfficeCode office, YearMonth from, int months) {
        return new Retention(standing(office), happened(office, from, months));
    }

    private List<Retention.Standing> standing(OfficeCode office) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT state, currency, cadence, count(*) AS gifts,
                                       CAST(sum(amount_minor) AS bigint) AS minor
                                FROM recurring_gift WHERE office = :office
                                GROUP BY state, currency, cadence
                                """,
                                Tuple.class)
                        .setParameter("office", office.value())
                        .getResultList();
        record Key(RecurringGiftState state, String currency) {}
        Map<Key, Long> gifts =
                new TreeMap<>(Comparator.comparing(Key::state).thenComparing(Key::currency));
        Map<Key, BigDecimal> twelfths = new TreeMap<>(((TreeMap<Key, Long>) gifts).comparator());
        for (Object one : rows) {
            Tuple row = (Tuple) one;
            Key key =
                    new Key(
                            RecurringGiftState.valueOf(row.get("state", String.class)),
                            row.get("currency", String.class));
            int perYear = 12 / Cadence.valueOf(row.get("cadence", String.class)).months();
            gifts.merge(key, row.get("gifts", Long.class), Long::sum);
            twelfths.merge(
                    key,
                    BigDecimal.valueOf(row.get("minor", Long.class))
                            .multiply(BigDecimal.valueOf(perYear)),
                    BigDecimal::add);
        }
        return gifts.keySet().stream()
                .map(
                        key ->
                                new Retention.Standing(
                                        key.state(),
                                        gifts.get(key),
                                        Money.of(monthly(twelfths.get(key)), key.currency())))
                .toList();
    }

    private static OffsetDateTime beginning(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toOffsetDateTime();
    }

    private static long monthly(BigDecimal yearly) {
        return yearly.divide(BigDecimal.valueOf(12), 0, RoundingMode.HALF_UP).longValueExact();
    }

    private List<Retention.Month> happened(OfficeCode office, YearMonth from, int months) {
        Map<YearMonth, Map<String, Long>> kinds = new TreeMap<>();
        Map<YearMonth, Map<CancelReason, Long>> reasons = new TreeMap<>();
        for (int i = 0; i < months; i++) {
            kinds.put(from.plusMonths(i), new TreeMap<>());
            reasons.put(from.plusMonths(i), new EnumMap<>(CancelReason.class));
        }
        ZoneId zone = offices.byCode(office).zone();
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT to_char(e.happened_at AT TIME ZONE :zone, 'YYYY-MM') AS month,
                                       e.kind,
                                       CASE WHEN e.kind = 'CANCELLED' THEN e.reason END AS reason,
                                       count(*) AS times
                                FROM recurring_gift_event e
                                JOIN recurring_gift g ON g.id = e.recurring_gift_id
                                WHERE g.office = :office AND e.happened_at >= :from
                                  AND e.happened_at < :until
                                GROUP BY 1, 2, 3
                                """,
                                Tuple.class)
                        .setParameter("office", office.value())
                        .setParameter("zone", zone.getId())
                        .setParameter("from", beginning(from, zone))
                        .setParameter("until", beginning(from.plusMonths(months), zone))
                        .getResultList();
        for (Object one : rows) {
            Tuple row = (Tuple) one;
            YearMonth month = YearMonth.parse(row.get("month", String.class));
            long times = row.get("times", Long.class);
            kinds.get(month).merge(row.get("kind", String.class), times, Long::sum);
            String reason = row.get("reason", String.class);
            if (reason != null) {
                reasons.get(month).merge(CancelReason.valueOf(reason), times, Long::sum);
            }
        }
        return kinds.keySet().stream()
                .map(month -> new Retention.Month(month, kinds.get(month), reasons.get(month)))
                .toList();
    }
}
