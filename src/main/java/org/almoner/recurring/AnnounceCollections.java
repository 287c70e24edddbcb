package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almoner.office.Offices;

/**
 * Writes the announcements whose day has come, in slices that commit, on every node. Nothing is
 * collected before its announcement has left and its days have passed.
 */
@ApplicationScoped
class AnnounceCollections {

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final TellDonors tell;
    private final RecurringConfig config;
    private final Offices offices;
    private final InstantSource clock;

    AnnounceCollections(
            RecurringGifts gifts,
            Instalments instalments,
            TellDonors tell,
            RecurringConfig config,
            Offices offices,
            InstantSource clock) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.tell = tell;
        this.config = config;
        this.offices = offices;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.recurring.announce-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Writes all that are due; how many. */
    int run() {
        int written = 0;
        for (int slice = slice(); slice > 0; slice = slice()) {
            written += slice;
        }
        return written;
    }

    private int slice() {
        return QuarkusTransaction.requiringNew().call(this::announceSome);
    }

    private int announceSome() {
        List<UUID> due =
                instalments.claimToAnnounce(
                        ClaimDueInstalments.today(offices, clock), config.slice());
        if (due.isEmpty()) {
            return 0;
        }
        var ahead =
                instalments.open(due).stream()
                        .filter(it -> it.state() == InstalmentState.SCHEDULED)
                        .filter(it -> it.notice() == Instalment.Notice.DUE)
                        .collect(Collectors.toMap(Instalment::gift, Function.identity()));
        ahead.values().forEach(Instalment::announcementOwed);
        tell.announce(gifts.all(due), ahead);
        return due.size();
    }
}
