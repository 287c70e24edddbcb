package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/**
 * Notes that an office has done what entries told it. Once is for ever; a second time changes
 * nothing. What was never handed over cannot be acknowledged.
 */
@ApplicationScoped
public class AcknowledgeHandOvers {

    /** More are left to the next call, so that none takes long. */
    private static final int MOST = 10_000;

    private static final String DELIVERED =
            "EXISTS (SELECT 1 FROM handover_delivery v WHERE v.entry_id = e.id)";

    private static final String ONE =
            "UPDATE handover_entry e SET acknowledged_at = ?, acknowledged_by = ?"
                    + " WHERE e.id = ? AND e.acknowledged_at IS NULL AND "
                    + DELIVERED;

    private static final String NEVER_SENT =
            "SELECT e.position FROM handover_entry e WHERE e.office = ? AND e.position <= ?"
                    + " AND e.acknowledged_at IS NULL AND NOT "
                    + DELIVERED
                    + " ORDER BY e.position LIMIT 1";

    private static final String ALL =
            "UPDATE handover_entry SET acknowledged_at = ?, acknowledged_by = ?"
                    + " WHERE acknowledged_at IS NULL AND id IN (SELECT id FROM handover_entry"
                    + " WHERE office = ? AND position <= ? AND acknowledged_at IS NULL"
                    + " ORDER BY position LIMIT ? FOR UPDATE)";

    private final Sql sql;
    private final HandOverHistory history;
    private final InstantSource clock;

    AcknowledgeHandOvers(Sql sql, HandOverHistory history, InstantSource clock) {
        this.sql = sql;
        this.history = history;
        this.clock = clock;
    }

    /**
     * What came of many.
     *
     * @param acknowledged how many are new
     * @param complete whether all up to the position are acknowledged now; else call again
     */
    public record Acknowledged(OfficeCode office, long upTo, int acknowledged, boolean complete) {}

    /**
     * One entry.
     *
     * @param by subject of the caller's token
     * @throws DomainProblem 404 when there is no such entry; 409 when it was never handed over
     */
    @Transactional
    public HandOverHistory.Entry one(UUID entry, String by) {
        sql.write(ONE, clock.instant(), by, entry);
        HandOverHistory.Entry now = history.find(entry).orElseThrow(DomainProblem::notFound);
        if (now.acknowledgedAt() == null) {
            throw neverSent();
        }
        return now;
    }

    /**
     * All of an office up to a position, the position included.
     *
     * @param by subject of the caller's token
     * @throws DomainProblem 400 when the feed does not reach so far; 409 when one of them was never
     *     handed over; nothing is acknowledged then
     */
    @Transactional
    public Acknowledged upTo(OfficeCode office, long position, String by) {
        long last = history.end(office);
        if (position > last) {
            throw DomainProblem.invalid(
                    "/upTo", "beyond_the_end", "The feed ends at " + last + ".");
        }
        if (sql.one(NEVER_SENT, row -> row.getLong(1), office.value(), position).isPresent()) {
            throw neverSent();
        }
        Instant now = clock.instant();
        int done = sql.write(ALL, now, by, office.value(), position, MOST);
        return new Acknowledged(office, position, done, done < MOST);
    }

    private static DomainProblem neverSent() {
        return DomainProblem.of(
                ProblemType.WRONG_STATE,
                "It was never handed over, so nobody can have done what it says; fetch it first.");
    }
}
