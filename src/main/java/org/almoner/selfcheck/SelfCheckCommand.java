package org.almoner.selfcheck;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The self-check for a terminal: a report in plain text and an exit code for scripts. */
@Singleton
@Unremovable
public class SelfCheckCommand {

    private final SelfCheck selfCheck;

    SelfCheckCommand(SelfCheck selfCheck) {
        this.selfCheck = selfCheck;
    }

    /**
     * Checks everything and writes one line per invariant, followed by one per offender.
     *
     * @return 0 when all is well, 1 otherwise
     */
    public int run(Appendable out) throws IOException {
        SelfCheckReport report = selfCheck.run();
        for (SelfCheckReport.Finding finding : report.invariants()) {
            out.append(finding.offenders().isEmpty() ? "ok    " : "BROKEN")
                    .append(String.format(" %-4s %5d ms  ", finding.id(), finding.millis()))
                    .append(finding.sentence())
                    .append('\n');
            for (String offender : finding.offenders()) {
                out.append("         ").append(offender).append('\n');
            }
        }
        out.append(report.healthy() ? "All is well.\n" : "Something is wrong.\n");
        return report.healthy() ? 0 : 1;
    }
}
