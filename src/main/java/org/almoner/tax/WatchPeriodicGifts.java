package org.almoner.tax;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.periodic.YearOfAgreement;
import org.almoner.periodic.YearsOfAgreements;
import org.jboss.logging.Logger;

/**
 * Tells in December which agreements of periodic gifts will not come to what was agreed for the
 * year, and which have their last one: once a year by mail to whom the office names, and to each of
 * the donors while the year can still be put right (art. 6.38 Wet IB 2001: equal amounts each
 * year).
 */
@ApplicationScoped
class WatchPeriodicGifts {

    private static final Logger LOG = Logger.getLogger(WatchPeriodicGifts.class);
    private static final int SLICE = 200;

    private final Offices offices;
    private final YearsOfAgreements years;
    private final Outbox outbox;
    private final TaxConfig config;
    private final InstantSource clock;

    WatchPeriodicGifts(
            Offices offices,
            YearsOfAgreements years,
            Outbox outbox,
            TaxConfig config,
            InstantSource clock) {
        this.offices = offices;
        this.years = years;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.tax.watch-every}",
            delayed = "1M",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Looks at all Dutch offices and owes the mails that are due; each mail once, on any node. */
    void run() {
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            if (office.jurisdiction() == Jurisdiction.NL && isTime(today)) {
                tell(office, today.getYear());
            }
        }
    }

    private boolean isTime(LocalDate today) {
        return today.getMonth() == Month.DECEMBER
                && today.getDayOfMonth() >= config.periodicGiftsFrom();
    }

    private void tell(Office office, int year) {
        YearsOfAgreements.Sums sums = years.sums(office, year);
        if (sums.differing() + sums.ending() == 0) {
            return;
        }
        LOG.warnf(
                "Office %s: %d agreements of periodic gifts will not come to what was agreed for %d,"
                        + " %d have their last year",
                office.code(), sums.differing(), year, sums.ending());
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.owe(PeriodicGiftWarningHandler.KIND, subject(office, year), 1));
        UUID last = null;
        List<YearOfAgreement> page;
        do {
            UUID after = last;
            page =
                    QuarkusTransaction.requiringNew()
                            .call(() -> owed(years.toLookAt(office, year, after, SLICE), year));
            last = page.isEmpty() ? null : page.get(page.size() - 1).agreement();
        } while (page.size() == SLICE);
    }

    private List<YearOfAgreement> owed(List<YearOfAgreement> page, int year) {
        List<UUID> agreements = page.stream().map(YearOfAgreement::agreement).toList();
        outbox.oweAll(PeriodicGiftMailHandler.KIND, agreements, year);
        return page;
    }

    /** One year of one office: the same on every node. */
    static UUID subject(Office office, int year) {
        String name = "periodic-gifts/" + office.code() + "/" + year;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
