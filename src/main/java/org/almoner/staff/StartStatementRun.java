package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
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

    private final StatementRuns runs;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    StartStatementRun(StatementRuns runs, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.runs = runs;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Starts it.
     *
     * @throws DomainProblem 404 for a foreign office, 409 when something stands against it, 422
     *     when the key belongs to another request
     */
    @Transactional
    Once.Answer start(StatementRunsResource.Wanted wanted, IdempotencyKey key) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        StatementRuns.Wish wish = wanted.wish();
        return once.carryOut(
                new Once.Call(OPERATION, key, wish.toString(), Response.Status.CREATED),
                () -> begun(wish));
    }

    private RunView begun(StatementRuns.Wish wish) {
        RunView run = runs.start(wish, staff.subject());
        writeDown.act(
                "statement-run.started",
                "statement-run/" + run.id(),
                run.office(),
                run.from() + " to " + run.to());
        return run;
    }
}
