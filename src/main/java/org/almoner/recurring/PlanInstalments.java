package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.almoner.id.Ids;

/** Puts the next instalment ahead of a recurring gift, or ends it when there is none. */
@ApplicationScoped
class PlanInstalments {

    private final Instalments instalments;
    private final RecurringRules rules;
    private final RecurringLog log;
    private final TellDonors tell;
    private final Ids ids;

    PlanInstalments(
            Instalments instalments,
            RecurringRules rules,
            RecurringLog log,
            TellDonors tell,
            Ids ids) {
        this.instalments = instalments;
        this.rules = rules;
        this.log = log;
        this.tell = tell;
        this.ids = ids;
    }

    /** The first one. */
    Instalment first(RecurringGift gift) {
        return put(gift, 1);
    }

    /** The one behind another; empty when the agreed end lies before it. */
    Optional<Instalment> after(RecurringGift gift, int number) {
        return gift.isBeyondEnd(gift.schedule().due(number + 1))
                ? Optional.empty()
                : Optional.of(put(gift, number + 1));
    }

    private Instalment put(RecurringGift gift, int number) {
        Instalment next = Instalment.ahead(ids.next(), gift, number, rules.notice(gift));
        instalments.persist(next);
        return next;
    }

    /**
     * Starts counting anew after a standstill (lapsed, or nothing ahead): the next number falls on
     * the first collection day from the given day on.
     */
    Optional<Instalment> anew(RecurringGift gift, LocalDate from) {
        int number = instalments.highestNumber(gift.id()) + 1;
        Optional<LocalDate> last = instalments.before(gift.id(), number).map(Instalment::dueOn);
        Schedule schedule =
                gift.schedule()
                        .changed(
                                new Schedule.Terms(
                                        gift.schedule().cadence(), gift.schedule().day()),
                                number,
                                last,
                                from);
        if (gift.isBeyondEnd(schedule.due(number))) {
            return Optional.empty();
        }
        gift.follow(schedule);
        return Optional.of(put(gift, number));
    }

    /** Ends the recurring gift when nothing lies ahead and nothing is open any more. */
    void endIfDone(RecurringGift gift, Instant now) {
        boolean mayEnd = gift.state().mayBecome(RecurringGiftState.ENDED);
        if (mayEnd && instalments.unfinished(gift.id()).isEmpty()) {
            gift.end(now);
            log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.ENDED, ChangedBy.SYSTEM));
            tell.ended(gift);
        }
    }
}
