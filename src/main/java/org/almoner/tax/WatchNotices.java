package org.almoner.tax;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.office.TaxNotice;
import org.almoner.outbox.Outbox;
import org.jboss.logging.Logger;

/**
 * Warns before a tax notice runs out, because from that day on nothing may be confirmed: by mail to
 * whom the office names, once for each of a few marks; by the gauge {@code
 * almoner_tax_notice_days_left}; and in the health of the service, which stays up.
 */
@ApplicationScoped
class WatchNotices {

    private static final Logger LOG = Logger.getLogger(WatchNotices.class);
    private static final int AFTER_TERMS = 200;

    /** After the first warning, others follow when so many days are left. */
    private static final List<Integer> MARKS = List.of(30, 14, 7, 1, 0);

    private final Offices offices;
    private final TermsOfStatements terms;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    WatchNotices(
            Offices offices,
            TermsOfStatements terms,
            Outbox outbox,
            MeterRegistry meters,
            InstantSource clock) {
        this.offices = offices;
        this.terms = terms;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * A notice that runs out.
     *
     * @param goodUntil last day on which it carries confirmations
     * @param daysLeft negative when that day has passed
     */
    record RunsOut(Office office, StatementTerms terms, LocalDate goodUntil, long daysLeft) {}

    void atStart(@Observes @Priority(AFTER_TERMS) StartupEvent start) {
        measure();
    }

    @Scheduled(
            every = "{almoner.tax.watch-every}",
            delayed = "1M",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Looks at all offices and owes the mails that are due; each mail once, on whichever node. */
    void run() {
        measure();
        for (RunsOut one : runningOut()) {
            LOG.warnf(
                    "The tax notice of office %s carries confirmations until %s",
                    one.office().code(), one.goodUntil());
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.owe(NoticeWarningHandler.KIND, subject(one), mark(one)));
        }
    }

    /** The notices of which people are to be warned now. */
    List<RunsOut> runningOut() {
        List<RunsOut> found = new ArrayList<>();
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            Optional<StatementTerms> known = terms.on(office.code(), today);
            Optional<TaxNotice> notice = office.noticeOn(today);
            if (known.isPresent() && notice.isPresent()) {
                LocalDate last = lastDay(notice.get());
                long left = ChronoUnit.DAYS.between(today, last);
                if (left <= known.get().warnDays()) {
                    found.add(new RunsOut(office, known.get(), last, left));
                }
            }
        }
        return found;
    }

    private static LocalDate lastDay(TaxNotice notice) {
        return notice.dated().plusYears(notice.kind().years());
    }

    private void measure() {
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            office.noticeOn(today)
                    .ifPresent(
                            it ->
                                    gauge(office.code().value())
                                            .set(ChronoUnit.DAYS.between(today, lastDay(it))));
        }
    }

    private AtomicLong gauge(String office) {
        return gauges.computeIfAbsent(
                office,
                code ->
                        meters.gauge(
                                "almoner.tax.notice.days.left",
                                Tags.of("office", code),
                                new AtomicLong()));
    }

    /** One notice of one office: the same on every node. */
    static UUID subject(RunsOut one) {
        String name = "notice/" + one.office().code() + "/" + one.goodUntil();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** 1 for the first warning, and one more for each mark that has come. */
    static int mark(RunsOut one) {
        return 1 + (int) MARKS.stream().filter(it -> one.daysLeft() <= it).count();
    }
}
