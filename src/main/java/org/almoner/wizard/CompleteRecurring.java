package org.almoner.wizard;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.payment.Checkpoint;
import org.almoner.payment.Checkpoints;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodInHand;
import org.almoner.payment.MethodState;
import org.almoner.payment.MethodView;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentInHand;
import org.almoner.payment.PaymentView;
import org.almoner.payment.SavedMethodId;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.RecurringGiftView;

/**
 * Turns a draft into a recurring gift, exactly once. First transaction: key, donor, consents,
 * agreement, method. Then the provider saves the method; then, when the first instalment is due, it
 * is collected while the donor is there. Each provider call lies between transactions, and whoever
 * finds the work interrupted goes on from where it stands (EO-8).
 */
@ApplicationScoped
class CompleteRecurring {

    static final String OPERATION = "complete-recurring-gift";

    private final AgreeRecurringGift agree;
    private final Idempotency idempotency;
    private final RecurringGiftDesk desk;
    private final RecurringGiftHistory history;
    private final MethodDesk methods;
    private final PaymentDesk payments;
    private final CompletionAnswers answers;
    private final Checkpoints checkpoints;
    private final Ids ids;

    CompleteRecurring(
            AgreeRecurringGift agree,
            Idempotency idempotency,
            RecurringGiftDesk desk,
            RecurringGiftHistory history,
            MethodDesk methods,
            PaymentDesk payments,
            CompletionAnswers answers,
            Checkpoints checkpoints,
            Ids ids) {
        this.agree = agree;
        this.idempotency = idempotency;
        this.desk = desk;
        this.history = history;
        this.methods = methods;
        this.payments = payments;
        this.answers = answers;
        this.checkpoints = checkpoints;
        this.ids = ids;
    }

    /** How far the first transaction came. */
    sealed interface Begun {

        /** The answer is known already. */
        record Answered(Answer answer) implements Begun {}

        /** The draft is new to this key. */
        record Fresh(SavedMethodId method, int lease) implements Begun {}

        /** The provider is to be asked. */
        record ToBeSaved(MethodInHand method, int lease) implements Begun {}
    }

    /** Claims the key, in the caller's transaction. */
    Begun claim(Completion call) {
        SavedMethodId method = new SavedMethodId(ids.next());
        Claim claim = idempotency.claim(OPERATION, call.key(), call.requestHash(), method.value());
        if (claim instanceof Claim.Replay replay) {
            return new Begun.Answered(new Answer(replay.status(), replay.body(), true));
        }
        if (claim instanceof Claim.Resume resume) {
            return new Begun.ToBeSaved(
                    methods.inHand(new SavedMethodId(resume.subject())), resume.version());
        }
        return new Begun.Fresh(method, ((Claim.Fresh) claim).version());
    }

    /** Writes everything down, in the caller's transaction. */
    Begun.ToBeSaved begin(GiftDraft draft, Completion call, Begun.Fresh fresh) {
        agree.from(draft, fresh.method(), call);
        checkpoints.passed(Checkpoint.BEFORE_FIRST_COMMIT);
        return new Begun.ToBeSaved(methods.inHand(fresh.method()), fresh.lease());
    }

    /** Goes on after the first transaction; safe to be called by several at once. */
    Answer finish(IdempotencyKey key, Begun.ToBeSaved open, Duration pauseOnFailure) {
        try {
            Answer[] given = new Answer[1];
            RecurringGiftId[] gift = new RecurringGiftId[1];
            methods.carryOut(
                    open.method(),
                    method -> {
                        gift[0] = new RecurringGiftId(method.owner());
                        given[0] = afterSaving(key, method);
                    });
            Answer answer = given[0] == null ? collectFirst(key, gift[0]) : given[0];
            checkpoints.passed(Checkpoint.FINISHED);
            return answer;
        } catch (GatewayUnavailable unavailable) {
            idempotency.release(OPERATION, key, open.lease(), pauseOnFailure);
            throw CompleteDraft.providerDoesNotAnswer();
        }
    }

    /** The answer, unless the first instalment is to be collected now: then nothing yet. */
    private Answer afterSaving(IdempotencyKey key, MethodView method) {
        RecurringGiftView gift = gift(new RecurringGiftId(method.owner()));
        boolean collectsNow =
                method.state() == MethodState.ACTIVE && gift.state() == RecurringGiftState.STARTING;
        return collectsNow ? null : keep(key, answers.of(gift, first(gift), method));
    }

    private Answer collectFirst(IdempotencyKey key, RecurringGiftId id) throws GatewayUnavailable {
        Optional<PaymentInHand> payment =
                QuarkusTransaction.requiringNew().call(() -> desk.openFirst(id));
        if (payment.isEmpty()) { // somebody else has collected it meanwhile
            return QuarkusTransaction.requiringNew().call(() -> conclude(key, id, null));
        }
        Answer[] given = new Answer[1];
        payments.carryOut(payment.get(), paid -> given[0] = conclude(key, id, paid));
        return given[0];
    }

    private Answer conclude(IdempotencyKey key, RecurringGiftId id, PaymentView paid) {
        RecurringGiftView gift = gift(id);
        return keep(key, answers.of(gift, first(gift), paid));
    }

    private Answer keep(IdempotencyKey key, Answer answer) {
        Claim.Replay kept = idempotency.finish(OPERATION, key, answer.status(), answer.body());
        return new Answer(kept.status(), kept.body(), false);
    }

    private RecurringGiftView gift(RecurringGiftId id) {
        return history.find(id)
                .orElseThrow(() -> new IllegalStateException("No recurring gift " + id));
    }

    private FirstInstalment first(RecurringGiftView gift) {
        return history.instalment(gift.id(), 1)
                .map(FirstInstalment::of)
                .orElseGet(() -> FirstInstalment.planned(gift));
    }

    /** Finishes what a crash or an impatient client left behind (EO-9). */
    void resume(Idempotency.Interrupted interrupted, Duration pause) throws DomainProblem {
        SavedMethodId id = new SavedMethodId(interrupted.subject());
        MethodInHand method = QuarkusTransaction.requiringNew().call(() -> methods.inHand(id));
        finish(interrupted.key(), new Begun.ToBeSaved(method, interrupted.version()), pause);
    }
}
