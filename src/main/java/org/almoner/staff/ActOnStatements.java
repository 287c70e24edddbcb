package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.donor.DonorId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.tax.Correction;
import org.almoner.tax.CorrectionView;
import org.almoner.tax.StatementRuns;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxDesk;
import org.almoner.tax.TaxHistory;

/**
 * What staff do with single statements. Each act and its entry on the audit trail commit together;
 * what is issued or made void needs a second factor.
 */
@ApplicationScoped
class ActOnStatements {

    private static final String OPERATION = "staff.tax-statements";

    private final TaxDesk desk;
    private final TaxHistory history;
    private final DescribeStatements describe;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ActOnStatements(
            TaxDesk desk,
            TaxHistory history,
            DescribeStatements describe,
            Once once,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.desk = desk;
        this.history = history;
        this.describe = describe;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** The statement of a number, if it is one of the caller's offices. */
    StatementView mine(String number) {
        StatementView found = history.byNumber(number).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(found.office());
        return found;
    }

    /** Issues the statement of one person. */
    @Transactional
    Once.Answer issue(DonorId donor, StatementRuns.Wish wish, IdempotencyKey key) {
        staff.requireOffice(wish.office());
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(OPERATION, key, donor + "\n" + wish, Response.Status.CREATED),
                () -> issued(donor, wish));
    }

    private DescribeStatements.StaffStatement issued(DonorId donor, StatementRuns.Wish wish) {
        UUID id = desk.issue(donor, wish);
        StatementView made = history.find(id).orElseThrow();
        writeDown.act("tax-statement.issued", object(made), made.office().value(), null);
        return describe.one(made);
    }

    /** Makes a statement void or replaces it, or asks a second person to agree. */
    @Transactional
    CorrectionView correct(String number, Correction kind, String reason) {
        StatementView statement = mine(number);
        staff.requireSecondFactor();
        CorrectionView correction = desk.correct(statement.id(), kind, reason, staff.subject());
        String act =
                correction.state() == CorrectionView.State.WAITING
                        ? "tax-statement.correction-asked"
                        : done(kind);
        writeDown.act(act, object(statement), statement.office().value(), reason);
        return correction;
    }

    /** Agrees to a correction somebody else asked for, or refuses it. */
    @Transactional
    CorrectionView decide(UUID id, boolean agrees) {
        CorrectionView waiting = desk.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(waiting.office()));
        staff.requireSecondFactor();
        CorrectionView decided = desk.decide(id, agrees, staff.subject());
        writeDown.act(
                agrees ? done(decided.kind()) : "tax-statement.correction-refused",
                "tax-statement/" + decided.number(),
                decided.office(),
                null);
        return decided;
    }

    /** Tells the donor by mail once more. */
    @Transactional
    void tellAgain(String number) {
        StatementView statement = mine(number);
        desk.tellAgain(statement.id());
        writeDown.act(
                "tax-statement.told-again", object(statement), statement.office().value(), null);
    }

    private static String done(Correction kind) {
        return switch (kind) {
            case CANCEL -> "tax-statement.cancelled";
            case REPLACE -> "tax-statement.replaced";
        };
    }

    private static String object(StatementView statement) {
        return "tax-statement/" + statement.number();
    }
}
