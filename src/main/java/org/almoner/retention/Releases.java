package org.almoner.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/**
 * Releases of the schedule. Nothing of an office goes by itself until somebody of the office has
 * looked at what would go and has released the periods; shorter ones have to be released anew, and
 * so has everything after a run that had to stop.
 */
@ApplicationScoped
public class Releases {

    /**
     * A clock that is not believed keeps runs from counting; whoever releases then says it is
     * right.
     */
    private static final String LOOKED_AT =
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM retention_run_office o"
                    + " JOIN retention_run r ON r.id = o.run_id"
                    + " WHERE o.office = ? AND o.schedule_hash = ? AND r.state = 'DONE')"
                    + " OR (SELECT refused_because FROM retention_run ORDER BY id DESC LIMIT 1)"
                    + " = 'CLOCK_JUMPED'";

    private final RetentionSchedule schedule;
    private final Offices offices;
    private final ReleaseTable table;
    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    Releases(
            RetentionSchedule schedule,
            Offices offices,
            ReleaseTable table,
            Sql sql,
            Ids ids,
            InstantSource clock) {
        this.schedule = schedule;
        this.offices = offices;
        this.table = table;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** The periods of an office as they are now. */
    Periods periods(Office office) {
        return Periods.of(schedule.rules(office));
    }

    /** Whether what goes by these periods may go. */
    boolean isReleased(Office office) {
        return counting(office).isPresent();
    }

    /** The release that counts; empty when there is none, or none any more. */
    @Transactional
    Optional<ReleaseTable.Release> counting(Office office) {
        return table.last(office.code())
                .filter(it -> !it.stoppedSince())
                .filter(it -> periods(office).areCoveredBy(it.periods()));
    }

    /**
     * Releases, inside the caller's transaction.
     *
     * @param hash of the periods as they were looked at
     * @param by who
     * @throws DomainProblem 404 for an office nobody knows, 409 when the periods are others by now,
     *     or nobody can have seen yet what would go by them
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void release(OfficeCode code, String hash, String by) {
        Office office = offices.find(code).orElseThrow(DomainProblem::notFound);
        Periods now = periods(office);
        if (!now.hash().equals(hash)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The periods are others by now; look at the preview again.");
        }
        if (sql.one(LOOKED_AT, row -> 1, code.value(), hash).isEmpty()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "No run has counted yet what would go by these periods; wait for the preview.");
        }
        table.insert(office.code(), now, new ReleaseTable.Act(ids.next(), clock.instant(), by));
    }
}
