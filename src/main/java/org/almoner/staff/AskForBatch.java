package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.payment.DirectDebitBatches;
import org.almoner.problem.DomainProblem;

/** Asks for a batch of direct debits, once per key. */
@ApplicationScoped
class AskForBatch {

    private static final String OPERATION = "staff.direct-debit-batches";

    private final DirectDebitBatches batches;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    AskForBatch(DirectDebitBatches batches, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.batches = batches;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Asks.
     *
     * @throws DomainProblem 404 for a foreign office, 409 when something stands against it, 422
     *     when the key belongs to another request
     */
    @Transactional
    Once.Answer ask(DirectDebitBatchesResource.Wanted wanted, IdempotencyKey key) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(OPERATION, key, wanted.toString(), Response.Status.CREATED),
                () -> asked(wanted));
    }

    private DirectDebitBatches.Batch asked(DirectDebitBatchesResource.Wanted wanted) {
        DirectDebitBatches.Batch batch =
                batches.ask(wanted.office().value(), wanted.until(), staff.subject());
        writeDown.act(
                "direct-debit-batch.asked",
                "direct-debit-batch/" + batch.id(),
                batch.office(),
                "until " + batch.until());
        return batch;
    }
}
