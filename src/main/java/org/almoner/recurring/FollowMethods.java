package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.MethodChanged;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodState;
import org.almoner.payment.MethodView;
import org.almoner.payment.SavedMethodId;

/** Keeps recurring gifts in step with their saved methods, in the transaction that moves those. */
@ApplicationScoped
class FollowMethods {

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final RecurringRules rules;
    private final MethodDesk methods;
    private final StartRecurringGifts start;
    private final ResumeRecurringGifts resume;
    private final RecurringLog log;
    private final TellDonors tell;

    FollowMethods(
            RecurringGifts gifts,
            Instalments instalments,
            RecurringRules rules,
            MethodDesk methods,
            StartRecurringGifts start,
            ResumeRecurringGifts resume,
            RecurringLog log,
            TellDonors tell) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.rules = rules;
        this.methods = methods;
        this.start = start;
        this.resume = resume;
        this.log = log;
        this.tell = tell;
    }

    void onChange(@Observes MethodChanged event) {
        MethodView method = event.method();
        Optional<RecurringGift> owner = gifts.locked(new RecurringGiftId(method.owner()));
        if (owner.isEmpty()) {
            return; // saved for something else
        }
        RecurringGift gift = owner.get();
        boolean isCurrent = gift.savedMethod().filter(method.id()::equals).isPresent();
        if (method.state() == MethodState.ACTIVE) {
            take(gift, method, event.at());
        } else if (isCurrent && isOfNoUse(method.state()) && !gift.state().isOver()) {
            gift.needMethod();
            if (gift.state() != RecurringGiftState.PENDING) {
                tell.methodNeeded(gift);
            }
        }
    }

    private static boolean isOfNoUse(MethodState state) {
        return switch (state) {
            case DECLINED, EXPIRED, REVOKED -> true;
            case OPENED, PENDING, ACTIVE -> false;
        };
    }

    private void take(RecurringGift gift, MethodView method, Instant now) {
        if (gift.state().isOver()) {
            methods.revoke(method.id()); // it came too late
            return;
        }
        RecurringGiftView before = gift.view();
        Optional<SavedMethodId> old = gift.savedMethod().filter(it -> !it.equals(method.id()));
        gift.use(method.id(), method.method());
        old.ifPresent(methods::revoke);
        if (gift.state() == RecurringGiftState.PENDING) {
            start.methodSaved(gift, now);
        } else {
            replace(gift, before, now);
        }
    }

    /** Another method for what runs already: it is announced as the new method asks for. */
    private void replace(RecurringGift gift, RecurringGiftView before, Instant now) {
        gift.revise();
        Optional<Instalment> ahead = instalments.ahead(gift.id());
        ahead.ifPresent(it -> it.plan(it.dueOn(), rules.notice(gift), gift.isAnnounced()));
        log.note(
                gift,
                RecurringLog.Entry.of(RecurringLog.Kind.METHOD_CHANGED, gift.methodAskedBy())
                        .from(ahead.map(Instalment::number).orElse(null))
                        .changing(
                                Map.of("method", before.collecting().method().name()),
                                Map.of("method", gift.method().name())));
        if (gift.state() == RecurringGiftState.LAPSED) {
            resume.resume(gift, gift.methodAskedBy(), now);
        } else {
            tell.changed(gift, before, ahead);
        }
    }
}
