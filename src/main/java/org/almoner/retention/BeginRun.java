package org.almoner.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.jboss.logging.Logger;

/** Begins a run, takes over one whose node fell silent, or refuses because of the clock. */
@ApplicationScoped
class BeginRun {

    private static final Logger LOG = Logger.getLogger(BeginRun.class);
    private static final int PERCENT = 100;

    private final RunTable runs;
    private final Releases releases;
    private final ReleaseTable released;
    private final Offices offices;
    private final RetentionConfig config;
    private final Ids ids;
    private final InstantSource clock;

    BeginRun(
            RunTable runs,
            Releases releases,
            ReleaseTable released,
            Offices offices,
            RetentionConfig config,
            Ids ids,
            InstantSource clock) {
        this.runs = runs;
        this.releases = releases;
        this.released = released;
        this.offices = offices;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether the last run began long enough ago. */
    @Transactional
    boolean isDue() {
        Instant now = clock.instant();
        return runs.lastBegun()
                .filter(it -> !it.isAfter(now) && it.plus(config.pause()).isAfter(now))
                .isEmpty();
    }

    /** The run that is this node's now; empty when another node has it, or the clock is wrong. */
    @Transactional
    Optional<RunTable.Mine> begin() {
        Instant now = clock.instant();
        Optional<GuardClock.Refusal> refusal =
                new GuardClock(runs.newestEvent(), lastLook()).refusal(now);
        if (refusal.isPresent()) {
            LOG.errorf("Retention is refused: %s. Look at the clock of this node.", refusal.get());
            runs.refuse(ids.next(), now, refusal.get().name());
            return Optional.empty();
        }
        UUID holder = UUID.randomUUID();
        Optional<RunTable.Mine> taken = runs.takeOver(holder, config.lease());
        return taken.isPresent() ? taken : begun(holder, now);
    }

    private Optional<RunTable.Mine> begun(UUID holder, Instant now) {
        UUID run = ids.next();
        if (!runs.begin(run, holder, now, config.lease())) {
            return Optional.empty();
        }
        Map<String, Integer> donors = runs.donors();
        List<RunTable.Part> parts = offices.all().stream().map(it -> part(it, donors)).toList();
        runs.insert(run, parts);
        return Optional.of(new RunTable.Mine(run, holder, now, Facts.Mark.BEGINNING));
    }

    private RunTable.Part part(Office office, Map<String, Integer> donors) {
        return new RunTable.Part(
                office.code().value(),
                releases.periods(office).hash(),
                releases.isReleased(office),
                most(donors.getOrDefault(office.code().value(), 0)));
    }

    private int most(int records) {
        long share = (long) records * config.sharePercent() / PERCENT;
        return (int) Math.max(share, config.shareAtLeast());
    }

    private Instant lastLook() {
        return Stream.of(runs.lastBegun().orElse(null), released.newest().orElse(null))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
