package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.tax.RunView;
import org.almoner.tax.StatementRuns;

/**
 * Starts a run of statements, once per key, however often and on however many hosts it is asked.
 */
@ApplicationScoped
class StartStatementRun {

    private static final String OPERATION = "staff.statement-runs";
    private static final int CREATED = 201;

    private final StatementRuns runs;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    StartStatementRun(
            StatementRuns runs,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.runs = runs;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    /**
     * Starts it.
     *
     * @throws DomainProblem 404 for a foreign office, 409 when something stands against it, 422
     *     when the key belongs to another request
     */
    @Transactional
    Answer start(StatementRunsResource.Wanted wanted, IdempotencyKey key) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        StatementRuns.Wish wish = wanted.wish();
        UUID subject = ids.next();
        Claim claim =
                idempotency.claim(OPERATION, key, ResendReceipt.hash(wish.toString()), subject);
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        RunView run = runs.start(wish, staff.subject());
        writeDown.act(
                "statement-run.started",
                "statement-run/" + run.id(),
                run.office(),
                run.from() + " to " + run.to());
        String body = written(run);
        idempotency.finish(OPERATION, key, CREATED, body);
        return new Answer(body, false);
    }

    private String written(RunView run) {
        try {
            return json.writeValueAsString(run);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
