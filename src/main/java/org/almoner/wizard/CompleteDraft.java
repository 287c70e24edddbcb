package org.almoner.wizard;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.mode.RunMode;
import org.almoner.payment.Checkpoint;
import org.almoner.payment.Checkpoints;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentInHand;
import org.almoner.payment.PaymentView;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns a draft into a gift, exactly once. First transaction: key, donor, consents, gift, payment.
 * Then the provider is asked with no transaction open. Second transaction: the outcome and the
 * answer. Whoever finds the work interrupted in between goes on from where it stands (EO-8).
 */
@ApplicationScoped
class CompleteDraft {

    static final String OPERATION = "complete-gift";
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    /** While a provider is down, the completer asks for each payment twice a minute, no more. */
    static final Duration COMPLETER_PAUSE = Duration.ofSeconds(30);

    private final GiftDrafts drafts;
    private final PledgeGift pledge;
    private final CompleteRecurring recurring;
    private final Idempotency idempotency;
    private final DonationHistory donations;
    private final PaymentDesk payments;
    private final MethodRules methods;
    private final CompletionAnswers answers;
    private final Checkpoints checkpoints;
    private final Ids ids;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Duration minimumFillTime;

    CompleteDraft(
            GiftDrafts drafts,
            PledgeGift pledge,
            CompleteRecurring recurring,
            Idempotency idempotency,
            DonationHistory donations,
            PaymentDesk payments,
            MethodRules methods,
            CompletionAnswers answers,
            Checkpoints checkpoints,
            Ids ids,
            InstantSource clock,
            MeterRegistry metrics,
            RunMode mode,
            @ConfigProperty(name = "almoner.wizard.minimum-fill-time")
                    Optional<Duration> minimumFillTime) {
        this.drafts = drafts;
        this.pledge = pledge;
        this.recurring = recurring;
        this.idempotency = idempotency;
        this.donations = donations;
        this.payments = payments;
        this.methods = methods;
        this.answers = answers;
        this.checkpoints = checkpoints;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
        this.minimumFillTime =
                minimumFillTime.orElse(mode.isSandbox() ? Duration.ZERO : Duration.ofSeconds(3));
    }

    /** How far the first transaction came. */
    private sealed interface Begun {

        /** The answer is known already. */
        record Answered(Answer answer) implements Begun {}

        /** The provider is to be asked. */
        record ToBePaid(PaymentInHand payment, int lease) implements Begun {}

        /** It is a recurring gift, whose method is to be saved. */
        record ToBeKept(CompleteRecurring.Begun.ToBeSaved open) implements Begun {}
    }

    /**
     * Completes the draft, or gives the answer it gave before.
     *
     * @throws DomainProblem 404, 409, 422 as the contract says, and 503 when the provider's word is
     *     not to be had now; the same call may then be sent again and never charges twice
     */
    Answer complete(Completion call) {
        Begun begun = QuarkusTransaction.requiringNew().call(() -> begin(call));
        checkpoints.passed(Checkpoint.GIFT_STORED);
        if (begun instanceof Begun.Answered answered) {
            return answered.answer();
        }
        if (begun instanceof Begun.ToBeKept recurrent) {
            return recurring.finish(call.key(), recurrent.open(), Duration.ZERO);
        }
        Begun.ToBePaid open = (Begun.ToBePaid) begun;
        return finish(call.key(), open.payment(), open.lease(), Duration.ZERO);
    }

    private Begun begin(Completion call) {
        GiftDraft draft = drafts.heldAndLocked(call.draft(), call.token());
        if (draft.cadence().isRecurring()) {
            return beginRecurring(draft, call);
        }
        PaymentId payment = new PaymentId(ids.next());
        Claim claim = idempotency.claim(OPERATION, call.key(), call.requestHash(), payment.value());
        if (claim instanceof Claim.Replay replay) {
            return new Begun.Answered(new Answer(replay.status(), replay.body(), true));
        }
        if (claim instanceof Claim.Resume resume) {
            return new Begun.ToBePaid(
                    payments.inHandAgain(new PaymentId(resume.subject())), resume.version());
        }
        if (isByMachine(draft)) {
            return new Begun.Answered(pretend(draft, OPERATION, call.key()));
        }
        methods.refuseWhatIsDown(draft);
        pledge.from(draft, payment, call);
        checkpoints.passed(Checkpoint.BEFORE_FIRST_COMMIT);
        return new Begun.ToBePaid(payments.inHand(payment), ((Claim.Fresh) claim).version());
    }

    private Begun beginRecurring(GiftDraft draft, Completion call) {
        CompleteRecurring.Begun claimed = recurring.claim(call);
        if (claimed instanceof CompleteRecurring.Begun.Answered answered) {
            return new Begun.Answered(answered.answer());
        }
        if (claimed instanceof CompleteRecurring.Begun.ToBeSaved open) {
            return new Begun.ToBeKept(open);
        }
        if (isByMachine(draft)) {
            return new Begun.Answered(pretend(draft, CompleteRecurring.OPERATION, call.key()));
        }
        methods.refuseWhatIsDown(draft);
        return new Begun.ToBeKept(
                recurring.begin(draft, call, (CompleteRecurring.Begun.Fresh) claimed));
    }

    private boolean isByMachine(GiftDraft draft) {
        if (draft.next() != Step.COMPLETION) {
            return false;
        }
        return draft.isTrapped()
                || clock.instant().isBefore(draft.createdAt().plus(minimumFillTime));
    }

    /** Answers a machine as if all were well; nothing else happens, and it is counted (AB-4). */
    private Answer pretend(GiftDraft draft, String operation, IdempotencyKey key) {
        draft.trap();
        draft.becameGift(new DonationId(ids.next()));
        metrics.counter("almoner_drafts_trapped_total").increment();
        Answer answer = answers.pretended(draft.donation().orElseThrow());
        idempotency.finish(operation, key, answer.status(), answer.body());
        return answer;
    }

    /** Goes on after the first transaction; safe to be called by several at once. */
    private Answer finish(
            IdempotencyKey key, PaymentInHand payment, int lease, Duration pauseOnFailure) {
        Answer[] given = new Answer[1];
        try {
            payments.carryOut(payment, paid -> given[0] = conclude(key, paid));
        } catch (GatewayUnavailable unavailable) {
            idempotency.release(OPERATION, key, lease, pauseOnFailure);
            throw providerDoesNotAnswer();
        }
        checkpoints.passed(Checkpoint.FINISHED);
        return given[0];
    }

    static DomainProblem providerDoesNotAnswer() {
        return DomainProblem.of(
                        ProblemType.UNAVAILABLE,
                        "The payment provider does not answer at the moment. Nothing is lost and"
                                + " nothing is charged twice: send the same request with the"
                                + " same key again.")
                .retryAfter(TRY_AGAIN);
    }

    private Answer conclude(IdempotencyKey key, PaymentView paid) {
        DonationView gift =
                donations
                        .find(new DonationId(paid.reference()))
                        .orElseThrow(() -> new IllegalStateException("No gift for " + paid.id()));
        Answer answer = answers.of(gift, paid);
        Claim.Replay kept = idempotency.finish(OPERATION, key, answer.status(), answer.body());
        return new Answer(kept.status(), kept.body(), false);
    }

    /** Finishes what a crash or an impatient client left behind (EO-9). */
    void resume(Idempotency.Interrupted interrupted) {
        PaymentId id = new PaymentId(interrupted.subject());
        PaymentInHand payment =
                QuarkusTransaction.requiringNew().call(() -> payments.inHandAgain(id));
        finish(interrupted.key(), payment, interrupted.version(), COMPLETER_PAUSE);
    }
}
