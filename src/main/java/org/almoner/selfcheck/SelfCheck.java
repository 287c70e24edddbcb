package org.almoner.selfcheck;

import io.quarkus.arc.All;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs every invariant over the live data. It only reads, and may run at any time on any node. The
 * owners of the data write the invariants; this only asks.
 */
@Singleton
public class SelfCheck {

    static final int MOST_OFFENDERS = 20;
    static final String CHECK_FAILED = "check-failed";

    private static final Logger LOG = Logger.getLogger(SelfCheck.class);

    private final List<Invariant> invariants;
    private final InstantSource clock;

    SelfCheck(@All List<Invariant> invariants, InstantSource clock) {
        this.invariants =
                invariants.stream()
                        .sorted(
                                Comparator.comparing((Invariant each) -> each.id().length())
                                        .thenComparing(Invariant::id))
                        .toList();
        this.clock = clock;
    }

    /** The ids of what will be checked, in the order of the report. */
    List<String> ids() {
        return invariants.stream().map(Invariant::id).toList();
    }

    /** Checks everything; one check that fails does not keep the others from running. */
    @ActivateRequestContext
    public SelfCheckReport run() {
        Instant begun = clock.instant();
        List<SelfCheckReport.Finding> findings = invariants.stream().map(this::check).toList();
        boolean healthy = findings.stream().allMatch(finding -> finding.offenders().isEmpty());
        return new SelfCheckReport(begun, healthy, findings);
    }

    private SelfCheckReport.Finding check(Invariant invariant) {
        Instant begun = clock.instant();
        List<String> offenders = offendersOf(invariant);
        long millis = Math.max(0, Duration.between(begun, clock.instant()).toMillis());
        return new SelfCheckReport.Finding(invariant.id(), invariant.sentence(), offenders, millis);
    }

    private static List<String> offendersOf(Invariant invariant) {
        try {
            List<String> found = invariant.offenders(MOST_OFFENDERS);
            return List.copyOf(found.subList(0, Math.min(found.size(), MOST_OFFENDERS)));
        } catch (RuntimeException failure) {
            LOG.errorf(
                    "Invariant %s could not be checked: %s",
                    invariant.id(), failure.getClass().getSimpleName());
            return List.of(CHECK_FAILED);
        }
    }
}
