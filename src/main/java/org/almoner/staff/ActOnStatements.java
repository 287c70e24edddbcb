package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
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
    private static final int CREATED = 201;

    private final TaxDesk desk;
    private final TaxHistory history;
    private final DescribeStatements describe;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    ActOnStatements(
            TaxDesk desk,
            TaxHistory history,
            DescribeStatements describe,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.desk = desk;
        this.history = history;
        this.describe = describe;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    /** The statement of a number, if it is one of the caller's offices. */
    StatementView mine(String number) {
        StatementView found = history.byNumber(number).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(found.office());
        return found;
    }

    /** Issues the statement of one person. */
    @Transactional
    Answer issue(DonorId donor, StatementRuns.Wish wish, IdempotencyKey key) {
        staff.requireOffice(wish.office());
        staff.requireSecondFactor();
        String hash = ResendReceipt.hash(donor + "\n" + wish);
        Claim claim = idempotency.claim(OPERATION, key, hash, ids.next());
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        UUID id = desk.issue(donor, wish);
        StatementView made = history.find(id).orElseThrow();
        writeDown.act("tax-statement.issued", object(made), made.office().value(), null);
        String body = written(describe.one(made));
        idempotency.finish(OPERATION, key, CREATED, body);
        return new Answer(body, false);
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

    private String written(DescribeStatements.StaffStatement statement) {
        try {
            return json.writeValueAsString(statement);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
