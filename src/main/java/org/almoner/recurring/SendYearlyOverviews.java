package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;

/**
 * Sends the overview of the year that has ended to donors who chose it instead of a receipt each
 * time: once for each recurring gift and year, in the weeks after the office's tax year. Where it
 * says that these are gifts, or that nothing was given in return, it leaves out those for which
 * something was; the tax statement tells of them.
 */
@ApplicationScoped
class SendYearlyOverviews {

    /** Returns of the last days have come by then. */
    private static final int FIRST_DAY = 7;

    private static final int LAST_DAY = 120;

    private static final String GIVEN =
            " (NOT :giftsOnly OR NOT EXISTS (SELECT 1 FROM gift_benefit b"
                    + " WHERE b.donation_id = d.id AND b.live AND b.description IS NOT NULL)) ";

    private static final String WAITING =
            """
            SELECT CAST(g.id AS varchar) FROM recurring_gift g
            WHERE g.office = :office AND g.id > CAST(:behind AS uuid)
              AND EXISTS (
                  SELECT 1 FROM donation d
                  WHERE d.recurring_gift_id = g.id AND d.receipts = 'YEARLY'
                    AND d.settled_at >= :from AND d.settled_at < :until
                    AND d.state IN ('SETTLED', 'PARTLY_REFUNDED') AND %s)
              AND NOT EXISTS (
                  SELECT 1 FROM donor e WHERE e.id = g.donor_id AND e.erased_at IS NOT NULL)
              AND NOT EXISTS (
                  SELECT 1 FROM recurring_gift_letter l
                  WHERE l.recurring_gift_id = g.id AND l.year_from = CAST(:year AS date))
            ORDER BY g.id LIMIT :limit FOR UPDATE OF g SKIP LOCKED
            """
                    .formatted(GIVEN);

    private static final String GIFTS =
            """
            SELECT CAST(d.recurring_gift_id AS varchar) AS gift, d.settled_at,
                   d.amount_minor - d.reversed_minor AS minor, d.currency, r.number
            FROM donation d JOIN receipt r ON r.donation_id = d.id
            WHERE d.recurring_gift_id = ANY(:gifts)
              AND d.settled_at >= :from AND d.settled_at < :until
              AND d.state IN ('SETTLED', 'PARTLY_REFUNDED') AND %s
            ORDER BY d.settled_at, d.id
            """
                    .formatted(GIVEN);

    private final EntityManager database;
    private final RecurringGifts gifts;
    private final OweLetters letters;
    private final RecurringConfig config;
    private final Offices offices;
    private final InstantSource clock;

    SendYearlyOverviews(
            EntityManager database,
            RecurringGifts gifts,
            OweLetters letters,
            RecurringConfig config,
            Offices offices,
            InstantSource clock) {
        this.database = database;
        this.gifts = gifts;
        this.letters = letters;
        this.config = config;
        this.offices = offices;
        this.clock = clock;
    }

    /** A tax year that has ended. */
    private record Year(Office office, LocalDate from, LocalDate next) {

        /** The last one that has ended by a day. */
        static Year before(Office office, LocalDate today) {
            LocalDate start = office.taxYearStart().atYear(today.getYear());
            LocalDate next = start.isAfter(today) ? start.minusYears(1) : start;
            return new Year(office, next.minusYears(1), next);
        }

        boolean isOverviewTime(LocalDate today) {
            return !today.isBefore(next.plusDays(FIRST_DAY))
                    && today.isBefore(next.plusDays(LAST_DAY));
        }

        boolean saysThatTheseAreGifts() {
            return switch (office.jurisdiction()) {
                case DE, NL, AU, US -> true;
                case CA, GB -> false;
            };
        }

        Instant begin() {
            return from.atStartOfDay(office.zone()).toInstant();
        }

        Instant end() {
            return next.atStartOfDay(office.zone()).toInstant();
        }
    }

    @Scheduled(
            every = "{almoner.recurring.remind-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Sends all that are due; how many. */
    int run() {
        int sent = 0;
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            Year year = Year.before(office, today);
            if (year.isOverviewTime(today)) {
                sent += send(year);
            }
        }
        return sent;
    }

    private int send(Year year) {
        int sent = 0;
        UUID behind = new UUID(0, 0);
        while (true) {
            UUID from = behind;
            List<UUID> done = QuarkusTransaction.requiringNew().call(() -> slice(year, from));
            sent += done.size();
            if (done.size() < config.slice()) {
                return sent;
            }
            behind = done.get(done.size() - 1);
        }
    }

    private List<UUID> slice(Year year, UUID behind) {
        List<?> ids =
                database.createNativeQuery(WAITING)
                        .setParameter("office", year.office().code().value())
                        .setParameter("behind", behind.toString())
                        .setParameter("from", year.begin().atOffset(ZoneOffset.UTC))
                        .setParameter("until", year.end().atOffset(ZoneOffset.UTC))
                        .setParameter("year", year.from().toString())
                        .setParameter("limit", config.slice())
                        .setParameter("giftsOnly", year.saysThatTheseAreGifts())
                        .getResultList();
        List<UUID> found = ids.stream().map(id -> UUID.fromString((String) id)).toList();
        if (!found.isEmpty()) {
            Map<UUID, List<RecurringGiftNews.YearlyOverview.Gift>> given = given(found, year);
            letters.owe(
                    gifts.all(found).stream()
                            .filter(gift -> given.containsKey(gift.id().value()))
                            .map(
                                    gift ->
                                            Occasion.of(
                                                            gift,
                                                            RecurringGiftNews.Kind.YEARLY_OVERVIEW)
                                                    .of(
                                                            overview(
                                                                    year,
                                                                    given.get(gift.id().value()))))
                            .toList());
        }
        return found;
    }

    private static RecurringGiftNews.YearlyOverview overview(
            Year year, List<RecurringGiftNews.YearlyOverview.Gift> given) {
        return new RecurringGiftNews.YearlyOverview(year.from(), year.next().minusDays(1), given);
    }

    private Map<UUID, List<RecurringGiftNews.YearlyOverview.Gift>> given(
            List<UUID> found, Year year) {
        List<?> rows =
                database.createNativeQuery(GIFTS, Tuple.class)
                        .setParameter("gifts", found.toArray(UUID[]::new))
                        .setParameter("from", year.begin().atOffset(ZoneOffset.UTC))
                        .setParameter("until", year.end().atOffset(ZoneOffset.UTC))
                        .setParameter("giftsOnly", year.saysThatTheseAreGifts())
                        .getResultList();
        Map<UUID, List<RecurringGiftNews.YearlyOverview.Gift>> given = new LinkedHashMap<>();
        for (Object one : rows) {
            Tuple row = (Tuple) one;
            given.computeIfAbsent(
                            UUID.fromString(row.get("gift", String.class)), it -> new ArrayList<>())
                    .add(
                            new RecurringGiftNews.YearlyOverview.Gift(
                                    year.office().dayOf(row.get("settled_at", Instant.class)),
                                    Money.of(
                                            row.get("minor", Long.class),
                                            row.get("currency", String.class)),
                                    row.get("number", String.class)));
        }
        return given;
    }
}
