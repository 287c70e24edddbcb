package org.almoner.selfcheck;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Runs the self-check regularly and shows what it found as numbers, so that monitoring calls a
 * person before a donor does.
 */
@Singleton
class CheckEveryHour {

    private static final Logger LOG = Logger.getLogger(CheckEveryHour.class);

    private final SelfCheck selfCheck;
    private final Map<String, Integer> violations = new ConcurrentHashMap<>();

    CheckEveryHour(SelfCheck selfCheck, MeterRegistry meters) {
        this.selfCheck = selfCheck;
        for (String id : selfCheck.ids()) {
            Gauge.builder(
                            "almoner.self-check.violations",
                            violations,
                            found -> found.containsKey(id) ? found.get(id) : Double.NaN)
                    .description(
                            "Rows that break the invariant, at most twenty; 1 if it could not be checked;"
                                    + " none yet: NaN")
                    .tag("invariant", id)
                    .strongReference(true)
                    .register(meters);
        }
    }

    @Scheduled(
            every = "{almoner.self-check.every}",
            delayed = "{almoner.self-check.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        SelfCheckReport report = selfCheck.run();
        int broken = 0;
        int unknown = 0;
        for (SelfCheckReport.Finding finding : report.invariants()) {
            violations.put(finding.id(), finding.offenders().size());
            if (finding.isUnknown()) {
                unknown++; // the check itself has said why
            } else if (!finding.offenders().isEmpty()) {
                broken++;
                LOG.errorf(
                        "Invariant %s is broken by %d: %s",
                        finding.id(),
                        finding.offenders().size(),
                        String.join(", ", finding.offenders()));
            }
        }
        LOG.infof(
                "Self-check: %d invariants, %d broken, %d could not be checked",
                report.invariants().size(), broken, unknown);
    }
}
