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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.signature.DocumentSigners;
import org.jboss.logging.Logger;

/**
 * Warns before a tax notice runs out, because from that day on nothing may be confirmed, and before
 * the certificate does under which an office signs: by mail to whom the office names, once for each
 * of a few marks; by the gauges {@code almoner_tax_notice_days_left} and {@code
 * almoner_tax_certificate_days_left}; and in the health of the service, which stays up.
 */
@ApplicationScoped
class WatchNotices {

    private static final Logger LOG = Logger.getLogger(WatchNotices.class);
    private static final int AFTER_TERMS = 200;

    /** After the first warning, others follow when so many days are left. */
    private static final List<Integer> MARKS = List.of(30, 14, 7, 1, 0);

    private final Offices offices;
    private final TermsOfStatements terms;
    private final DocumentSigners signers;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    WatchNotices(
            Offices offices,
            TermsOfStatements terms,
            DocumentSigners signers,
            Outbox outbox,
            MeterRegistry meters,
            InstantSource clock) {
        this.offices = offices;
        this.terms = terms;
        this.signers = signers;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** What can run out. */
    enum Kind {
        /** The tax office's decision, which carries confirmations. */
        NOTICE,
        /** The certificate of the key that signs documents. */
        CERTIFICATE;

        /** What its texts, its gauge and its mails are found by. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that runs out.
     *
     * @param goodUntil last day on which it is of use
     * @param daysLeft negative when that day has passed
     */
    record RunsOut(
            Kind kind, Office office, StatementTerms terms, LocalDate goodUntil, long daysLeft) {}

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
                    "The %s of office %s is good until %s",
                    one.kind().key(), one.office().code(), one.goodUntil());
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.owe(NoticeWarningHandler.KIND, subject(one), mark(one)));
        }
    }

    /** Of what people are to be warned now. */
    List<RunsOut> runningOut() {
        List<RunsOut> found = new ArrayList<>();
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            terms.on(office.code(), today)
                    .ifPresent(
                            known ->
                                    lastDays(office, today)
                                            .forEach(
                                                    (kind, last) ->
                                                            found.add(
                                                                    new RunsOut(
                                                                            kind,
                                                                            office,
                                                                            known,
                                                                            last,
                                                                            left(today, last)))));
        }
        found.removeIf(it -> it.daysLeft() > it.terms().warnDays());
        return found;
    }

    private Map<Kind, LocalDate> lastDays(Office office, LocalDate today) {
        Map<Kind, LocalDate> last = new EnumMap<>(Kind.class);
        office.noticeOn(today)
                .ifPresent(it -> last.put(Kind.NOTICE, it.dated().plusYears(it.kind().years())));
        signers.of(office.code())
                .ifPresent(
                        it ->
                                last.put(
                                        Kind.CERTIFICATE,
                                        office.dayOf(it.certificate().validUntil())));
        return last;
    }

    private static long left(LocalDate today, LocalDate last) {
        return ChronoUnit.DAYS.between(today, last);
    }

    private void measure() {
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            lastDays(office, today)
                    .forEach((kind, last) -> gauge(kind, office).set(left(today, last)));
        }
    }

    private AtomicLong gauge(Kind kind, Office office) {
        return gauges.computeIfAbsent(
                kind.key() + "/" + office.code(),
                it ->
                        meters.gauge(
                                "almoner.tax." + kind.key() + ".days.left",
                                Tags.of("office", office.code().value()),
                                new AtomicLong()));
    }

    /** One notice or certificate of one office: the same on every node. */
    static UUID subject(RunsOut one) {
        String name = one.kind().key() + "/" + one.office().code() + "/" + one.goodUntil();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** 1 for the first warning, and one more for each mark that has come. */
    static int mark(RunsOut one) {
        return 1 + (int) MARKS.stream().filter(it -> one.daysLeft() <= it).count();
    }
}
