package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.almoner.payment.MethodDesk;

/**
 * Ends recurring gifts: whatever lies ahead is skipped, and then the method is given back, which is
 * no news to a recurring gift that is over.
 */
@ApplicationScoped
class EndRecurringGifts {

    private final Instalments instalments;
    private final MethodDesk methods;
    private final RecurringLog log;

    EndRecurringGifts(Instalments instalments, MethodDesk methods, RecurringLog log) {
        this.instalments = instalments;
        this.methods = methods;
        this.log = log;
    }

    /**
     * Cancels.
     *
     * @return the instalment whose collection is under way and cannot be stopped, if there is one
     */
    Optional<Instalment> cancel(RecurringGift gift, CancelReason why, ChangedBy by, Instant now) {
        Optional<Instalment> underWay = stop(gift, SkipReason.CANCELLED, now);
        gift.cancel(why, now);
        gift.savedMethod().ifPresent(methods::revoke);
        log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.CANCELLED, by).because(why.name()));
        return underWay;
    }

    /** The bank ended it; does nothing when it is over already. */
    void byBank(RecurringGift gift, CancelReason why, Instant now) {
        if (gift.state().mayBecome(RecurringGiftState.CANCELLED)) {
            cancel(gift, why, ChangedBy.SYSTEM, now);
        }
    }

    /** Nobody came back to name a method that works. */
    void abandon(RecurringGift gift, Instant now) {
        stop(gift, SkipReason.ABANDONED, now);
        gift.abandon(now);
        gift.savedMethod().ifPresent(methods::revoke);
        log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.ABANDONED, ChangedBy.SYSTEM));
    }

    private Optional<Instalment> stop(RecurringGift gift, SkipReason why, Instant now) {
        Optional<Instalment> underWay = Optional.empty();
        for (Instalment open : instalments.unfinished(gift.id())) {
            switch (open.state()) {
                case SCHEDULED -> open.skip(why, now);
                case RETRYING -> open.fail(why, now);
                case COLLECTING -> underWay = Optional.of(open);
                case COLLECTED, RETURNED, FAILED, SKIPPED -> {}
            }
        }
        return underWay;
    }
}
