package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.almoner.office.Offices;

/** What follows from a collection that failed or came back, by the rules of the method. */
@ApplicationScoped
class HandleFailures {

    private final RecurringRules rules;
    private final Instalments instalments;
    private final PlanInstalments plan;
    private final EndRecurringGifts end;
    private final RecurringLog log;
    private final TellDonors tell;
    private final Offices offices;

    HandleFailures(
            RecurringRules rules,
            Instalments instalments,
            PlanInstalments plan,
            EndRecurringGifts end,
            RecurringLog log,
            TellDonors tell,
            Offices offices) {
        this.rules = rules;
        this.instalments = instalments;
        this.plan = plan;
        this.end = end;
        this.log = log;
        this.tell = tell;
        this.offices = offices;
    }

    /**
     * A try was declined or given up.
     *
     * @param code the provider's reason; {@code null} when it gave none
     */
    void declined(RecurringGift gift, Instalment instalment, String code, Instant now) {
        if (gift.state() == RecurringGiftState.STARTING) {
            startAnew(gift, instalment, code);
            return;
        }
        FailureRule rule = rules.failure(gift.method(), code);
        failed(gift, instalment, new Failure(code, rule, false), now);
    }

    /** The bank took the money of an instalment back. */
    void returned(RecurringGift gift, Instalment instalment, String code, Instant now) {
        FailureRule rule = rules.failure(gift.method(), code);
        failed(gift, instalment, new Failure(code, rule, true), now);
    }

    private record Failure(String code, FailureRule rule, boolean cameBack) {}

    /**
     * The first try of all: nothing has begun. The donor is there and names another method; who
     * went away meanwhile has begun nothing.
     */
    private void startAnew(RecurringGift gift, Instalment instalment, String code) {
        instalment.startAnew(code);
        gift.startAnew();
    }

    private void failed(RecurringGift gift, Instalment instalment, Failure what, Instant now) {
        RecurringGiftState before = gift.state();
        gift.missedATry(rules.failingAfterTries());
        if (gift.state() != before) {
            log.note(
                    gift,
                    RecurringLog.Entry.of(RecurringLog.Kind.FAILING, ChangedBy.SYSTEM)
                            .from(instalment.number()));
        }
        Optional<LocalDate> again = nextTry(gift, instalment, what.rule(), now);
        if (again.isPresent()) {
            instalment.tryAgain(again.get(), what.code(), isToBeTold(gift, what.rule()));
        } else {
            close(instalment, what, now);
            if (!gift.state().isOver()) {
                unpaid(gift, now);
            }
        }
        switch (what.rule().action()) {
            case RETRY, GIVE_UP -> {}
            case RENEW_METHOD -> gift.needMethod();
            case CANCEL -> end.byBank(gift, CancelReason.NO_MANDATE, now);
            case CANCEL_DECEASED -> end.byBank(gift, CancelReason.DECEASED, now);
        }
        tell.collectionFailed(gift, instalment, what.rule().tell(), what.cameBack());
        plan.endIfDone(gift, now);
    }

    /** Where collections are announced, another try of one is as well. */
    private boolean isToBeTold(RecurringGift gift, FailureRule rule) {
        return rule.tell() != FailureRule.Tell.NOTHING
                && rules.notice(gift).mode() != NoticeRule.Mode.NONE;
    }

    private static void close(Instalment instalment, Failure what, Instant now) {
        if (what.cameBack()) {
            instalment.returned(what.code(), now);
        } else {
            instalment.fail(
                    what.rule().action() == FailureRule.Action.RETRY
                            ? SkipReason.TRIES_USED_UP
                            : SkipReason.NOT_TRIED_AGAIN,
                    now);
        }
    }

    /** Another try needs a recurring gift that goes on, and room before the next instalment. */
    private Optional<LocalDate> nextTry(
            RecurringGift gift, Instalment instalment, FailureRule rule, Instant now) {
        Integer wait = rule.waitAfter(instalment.tries());
        if (wait == null || !gift.state().isLive() || gift.needsMethod()) {
            return Optional.empty();
        }
        LocalDate day =
                rules.asking(gift)
                        .possible(offices.byCode(gift.office()).dayOf(now).plusDays(wait));
        LocalDate next = instalments.ahead(gift.id()).map(Instalment::dueOn).orElse(LocalDate.MAX);
        return day.isBefore(next) ? Optional.of(day) : Optional.empty();
    }

    /** An instalment fell due and there is no method to collect it with. */
    void methodMissing(RecurringGift gift, Instant now) {
        gift.missedATry(1);
        unpaid(gift, now);
    }

    /** One more instalment stays unpaid; too many in a row, and nothing is collected any more. */
    void unpaid(RecurringGift gift, Instant now) {
        if (gift.missedAnInstalment(rules.lapsedAfterInstalments())) {
            instalments.ahead(gift.id()).ifPresent(it -> it.skip(SkipReason.LAPSED, now));
            log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.LAPSED, ChangedBy.SYSTEM));
            tell.lapsed(gift);
        }
    }
}
