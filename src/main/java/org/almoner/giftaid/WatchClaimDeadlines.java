package org.almoner.giftaid;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.statement.GiftAidTax;
import org.jboss.logging.Logger;

/**
 * Warns before gifts that a declaration covers can be claimed no more: by mail to whom the office
 * names, once for each of a few marks; by the gauge {@code almoner_gift_aid_expiring_tax_pence};
 * and in the health of the service, which stays up.
 */
@ApplicationScoped
class WatchClaimDeadlines {

    private static final Logger LOG = Logger.getLogger(WatchClaimDeadlines.class);

    /** After the first warning, others follow when so many days are left. */
    private static final List<Integer> MARKS = List.of(30, 14, 7, 1, 0);

    private final Offices offices;
    private final TermsOfGiftAid terms;
    private final ClaimableGifts claimable;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    /** What was found last; health is asked more often than it changes. */
    private volatile List<Expiring> known = List.of();

    WatchClaimDeadlines(
            Offices offices,
            TermsOfGiftAid terms,
            ClaimableGifts claimable,
            Outbox outbox,
            MeterRegistry meters,
            InstantSource clock) {
        this.offices = offices;
        this.terms = terms;
        this.claimable = claimable;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Gifts of an accounting period that wait for a claim.
     *
     * @param until last day on which it can be made
     * @param total what was given
     * @param tax what would be lost
     */
    record Expiring(
            Office office,
            GiftAidTerms terms,
            LocalDate until,
            long daysLeft,
            long gifts,
            Money total,
            Money tax) {}

    @Scheduled(
            every = "{almoner.gift-aid.watch-every}",
            delayed = "1M",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Looks at all offices and owes the mails that are due; each mail once, on whichever node. */
    void run() {
        known = expiring();
        for (Office office : offices.all()) {
            gauge(office.code().value())
                    .set(
                            known.stream()
                                    .filter(it -> it.office().code().equals(office.code()))
                                    .mapToLong(it -> it.tax().minor())
                                    .sum());
        }
        for (Expiring one : known) {
            LOG.warnf(
                    "%d gifts to office %s can be claimed under Gift Aid until %s only",
                    one.gifts(), one.office().code(), one.until());
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.owe(ClaimDeadlineMailHandler.KIND, subject(one), mark(one)));
        }
    }

    /** What was found when it was last looked for. */
    List<Expiring> known() {
        return known;
    }

    /** What people are to be warned of now. */
    List<Expiring> expiring() {
        List<Expiring> found = new ArrayList<>();
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            terms.on(office.code(), today)
                    .flatMap(it -> expiring(office, it, today))
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<Expiring> expiring(Office office, GiftAidTerms of, LocalDate today) {
        LocalDate oldest = of.oldestOn(today);
        LocalDate until = of.claimableUntil(oldest);
        long left = ChronoUnit.DAYS.between(today, until);
        if (left > of.warnDays()) {
            return Optional.empty();
        }
        LocalDate lastOfPeriod = oldest.plusYears(1).minusDays(1);
        return claimable.sums(new ClaimableGifts.Span(office, of, oldest, lastOfPeriod)).stream()
                .filter(it -> it.reason() == null)
                .findFirst()
                .map(
                        it -> {
                            Money total = new Money(it.totalMinor(), ClaimRows.POUNDS);
                            return new Expiring(
                                    office,
                                    of,
                                    until,
                                    left,
                                    it.gifts(),
                                    total,
                                    GiftAidTax.on(total));
                        });
    }

    private AtomicLong gauge(String office) {
        return gauges.computeIfAbsent(
                office,
                code ->
                        meters.gauge(
                                "almoner.gift.aid.expiring.tax.pence",
                                Tags.of("office", code),
                                new AtomicLong()));
    }

    /** One period of one office: the same on every node. */
    static UUID subject(Expiring one) {
        String name = "gift-aid/" + one.office().code() + "/" + one.until();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** 1 for the first warning, and one more for each mark that has come. */
    static int mark(Expiring one) {
        return 1 + (int) MARKS.stream().filter(it -> one.daysLeft() <= it).count();
    }
}
