package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.almoner.outbox.Outbox;
import org.jboss.logging.Logger;

/**
 * Writes down what a provider says of a saved method, in whatever order and however often it says
 * it. A method that was revoked stays revoked, whatever is said.
 */
@ApplicationScoped
class RecordMethodWord {

    private static final Logger LOG = Logger.getLogger(RecordMethodWord.class);

    /** When a pending method is first asked after, should no notification come (EO-16). */
    private static final Duration FIRST_POLL = Duration.ofMinutes(15);

    private static final int REVOKED_BY_US = 1;
    private static final int SAVED_AFTER_ALL = 2;

    private final Outbox outbox;
    private final Event<MethodChanged> changed;
    private final InstantSource clock;

    RecordMethodWord(Outbox outbox, Event<MethodChanged> changed, InstantSource clock) {
        this.outbox = outbox;
        this.changed = changed;
        this.clock = clock;
    }

    /** Records an answer about a method locked by the caller. */
    void record(SavedMethod method, MethodAnswer answer) {
        if (method.state() == MethodState.REVOKED) {
            forgetWhatCameLate(method, answer);
            return;
        }
        method.learn(answer);
        MethodState next = next(answer.status());
        if (!method.state().mayBecome(next)) {
            return; // an old word, or one that was heard before
        }
        Instant now = clock.instant();
        switch (next) {
            case PENDING -> method.await(answer.nextAction(), now.plus(FIRST_POLL), now);
            case ACTIVE -> method.activate(now);
            case DECLINED -> method.decline(answer.declineCode(), now);
            case EXPIRED -> method.expire(now);
            case REVOKED -> method.revoke(now);
            case OPENED -> throw new IllegalStateException("Nothing becomes opened");
        }
        publish(method, now);
    }

    /** It was revoked while the provider was being asked: what it saved has to go again. */
    private void forgetWhatCameLate(SavedMethod method, MethodAnswer answer) {
        boolean isKept =
                answer.status() == MethodStatus.PENDING || answer.status() == MethodStatus.ACTIVE;
        if (method.providerReference() == null && isKept) {
            method.learn(answer);
            outbox.owe(ForgetMethods.KIND, method.id().value(), SAVED_AFTER_ALL);
        }
    }

    /** The provider's memory of our key may be gone and it does not know the method. */
    void lostTrack(SavedMethod method) {
        if (method.state() == MethodState.OPENED) {
            Instant now = clock.instant();
            method.expire(now);
            publish(method, now);
        }
    }

    /** What the provider calls the method is the name of another one: it must not be used. */
    void confused(SavedMethod method) {
        LOG.errorf("The provider's reference of method %s belongs to another one", method.id());
        if (method.state() == MethodState.OPENED) {
            Instant now = clock.instant();
            method.decline("reference_in_use", now);
            publish(method, now);
        }
    }

    /** Revokes at our wish; the provider is told afterwards, through the outbox. */
    void revoke(SavedMethod method) {
        if (method.state().mayBecome(MethodState.REVOKED)) {
            Instant now = clock.instant();
            method.revoke(now);
            outbox.owe(ForgetMethods.KIND, method.id().value(), REVOKED_BY_US);
            publish(method, now);
        }
    }

    /** The state that the provider's word asks for. */
    static MethodState next(MethodStatus told) {
        return switch (told) {
            case PENDING -> MethodState.PENDING;
            case ACTIVE -> MethodState.ACTIVE;
            case DECLINED -> MethodState.DECLINED;
            case EXPIRED -> MethodState.EXPIRED;
            case REVOKED -> MethodState.REVOKED;
        };
    }

    private void publish(SavedMethod method, Instant now) {
        changed.fire(new MethodChanged(method.view(), now));
    }
}
