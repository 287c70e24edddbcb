package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.CurrentStaff;
import org.almoner.export.ExportView;
import org.almoner.export.Exports;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Asks for an export, once per key, however often and on however many hosts it is asked. */
@ApplicationScoped
class AskForExport {

    private static final String OPERATION = "staff.exports";
    private static final int CREATED = 201;

    private final Exports exports;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    AskForExport(
            Exports exports,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.exports = exports;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    /**
     * Asks for it.
     *
     * @throws DomainProblem 404 for a foreign office, 400 for days that cannot be, 422 when the key
     *     belongs to another request
     */
    @Transactional
    Answer ask(Exports.Wish wish, IdempotencyKey key) {
        staff.requireOffice(wish.office());
        staff.requireSecondFactor();
        Claim claim =
                idempotency.claim(OPERATION, key, ResendReceipt.hash(wish.toString()), ids.next());
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        ExportView export = exports.ask(wish, staff.subject());
        writeDown.act(
                "export.asked-for",
                "export/" + export.number(),
                export.office(),
                export.kind()
                        + " "
                        + export.from()
                        + " to "
                        + export.to()
                        + (export.onlyNew() ? ", new ones" : ""));
        String body = written(export);
        idempotency.finish(OPERATION, key, CREATED, body);
        return new Answer(body, false);
    }

    private String written(ExportView export) {
        try {
            return json.writeValueAsString(export);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
