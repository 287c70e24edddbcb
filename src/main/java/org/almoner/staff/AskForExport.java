package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
import org.almoner.export.ExportView;
import org.almoner.export.Exports;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Asks for an export, once per key, however often and on however many hosts it is asked. */
@ApplicationScoped
class AskForExport {

    private static final String OPERATION = "staff.exports";

    private final Exports exports;
    private final Once once;
    private final ExportAudiences audiences;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    AskForExport(
            Exports exports,
            Once once,
            ExportAudiences audiences,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.audiences = audiences;
        this.exports = exports;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Asks for it.
     *
     * @throws DomainProblem 404 for a foreign office, 403 for a kind that is for others, 400 for
     *     days that cannot be, 422 when the key belongs to another request
     */
    @Transactional
    Once.Answer ask(Exports.Wish wish, IdempotencyKey key) {
        staff.requireOffice(wish.office());
        audiences.require(wish.kind());
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(OPERATION, key, wish.toString(), Response.Status.CREATED),
                () -> asked(wish));
    }

    private ExportView asked(Exports.Wish wish) {
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
        return export;
    }
}
