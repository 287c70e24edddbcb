package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almoner.giving.GivingCatalogue;
import org.almoner.giving.GivingTerms;
import org.almoner.giving.MethodLimit;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/**
 * Changes what was agreed, from the next instalment on. What is being collected stays as it was,
 * numbers go on, and the change is announced anew where the method asks for it.
 */
@ApplicationScoped
class ChangeTerms {

    private final Instalments instalments;
    private final RecurringRules rules;
    private final PlanInstalments plan;
    private final GivingCatalogue giving;
    private final Offices offices;
    private final RecurringLog log;
    private final TellDonors tell;

    ChangeTerms(
            Instalments instalments,
            RecurringRules rules,
            PlanInstalments plan,
            GivingCatalogue giving,
            Offices offices,
            RecurringLog log,
            TellDonors tell) {
        this.instalments = instalments;
        this.rules = rules;
        this.plan = plan;
        this.giving = giving;
        this.offices = offices;
        this.log = log;
        this.tell = tell;
    }

    /**
     * Changes a locked recurring gift.
     *
     * @throws DomainProblem 400 naming every broken rule; nothing is changed then
     */
    Optional<Instalment> change(RecurringGift gift, TermsChange change, ChangedBy by, Instant now) {
        LocalDate tomorrow = offices.byCode(gift.office()).dayOf(now).plusDays(1);
        check(gift, change, tomorrow);
        RecurringGiftView before = gift.view();
        Optional<Instalment> ahead = instalments.ahead(gift.id());
        boolean isAnother = concernsCollections(gift, change);
        take(gift, change);
        if (isAnother) {
            gift.revise();
            ahead.ifPresent(next -> replan(gift, next, change, tomorrow));
        }
        Optional<Instalment> next = ahead.filter(it -> !stopBeyondEnd(gift, it, now));
        Map<String, Object> old = new TreeMap<>();
        Map<String, Object> current = new TreeMap<>();
        difference(before.terms(), gift.view().terms(), old, current);
        if (current.isEmpty()) {
            return next;
        }
        log.note(
                gift,
                RecurringLog.Entry.of(RecurringLog.Kind.TERMS_CHANGED, by)
                        .from(next.map(Instalment::number).orElse(null))
                        .changing(old, current));
        plan.endIfDone(gift, now);
        tell.changed(gift, before, next);
        return next;
    }

    private void check(RecurringGift gift, TermsChange change, LocalDate tomorrow) {
        List<Violation> wrong = new ArrayList<>();
        GivingTerms terms = giving.of(gift.office());
        if (change.amount() != null) {
            checkAmount(gift, change, terms.limitOf(gift.method()), wrong);
        }
        if (change.cadence() != null
                && !(change.cadence().isRecurring()
                        && terms.cadences().contains(change.cadence()))) {
            wrong.add(
                    new Violation(
                            "/cadence",
                            "cadence_not_offered",
                            "This office does not offer that cadence for recurring gifts."));
        }
        if (change.end() != null
                && change.end().day() != null
                && change.end().day().isBefore(tomorrow)) {
            wrong.add(new Violation("/endOn", "in_the_past", "The end must lie ahead."));
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
    }

    private static void checkAmount(
            RecurringGift gift, TermsChange change, MethodLimit limit, List<Violation> wrong) {
        if (!change.amount().currency().equals(gift.amount().currency())) {
            wrong.add(
                    new Violation(
                            "/amount/currency",
                            "wrong_currency",
                            "A recurring gift keeps its currency, "
                                    + gift.amount().currency()
                                    + "."));
        } else if (limit.smallest().isMoreThan(change.amount())
                || change.amount().isMoreThan(limit.largest())) {
            wrong.add(
                    new Violation(
                            "/amount/minor",
                            "amount_outside_limits",
                            "This method takes "
                                    + limit.smallest()
                                    + " to "
                                    + limit.largest()
                                    + "."));
        }
    }

    private static void take(RecurringGift gift, TermsChange change) {
        if (change.amount() != null) {
            gift.giveEachTime(change.amount());
        }
        if (change.end() != null) {
            gift.endOn(change.end().day());
        }
        if (change.receipts() != null) {
            gift.thankBy(change.receipts());
        }
    }

    /** Whether collections will be other than announced: another amount or other days. */
    private static boolean concernsCollections(RecurringGift gift, TermsChange change) {
        Schedule schedule = gift.schedule();
        return change.amount() != null && !change.amount().equals(gift.amount())
                || change.cadence() != null && change.cadence() != schedule.cadence()
                || change.day() != null && !change.day().equals(schedule.day());
    }

    private void replan(
            RecurringGift gift, Instalment next, TermsChange change, LocalDate tomorrow) {
        Schedule old = gift.schedule();
        Schedule.Terms wanted =
                new Schedule.Terms(
                        change.cadence() == null ? old.cadence() : change.cadence(),
                        change.day() == null ? old.day() : change.day());
        LocalDate due = next.dueOn();
        if (!wanted.equals(new Schedule.Terms(old.cadence(), old.day()))) {
            Optional<LocalDate> last =
                    instalments.before(gift.id(), next.number()).map(Instalment::dueOn);
            gift.follow(old.changed(wanted, next.number(), last, tomorrow));
            due = gift.schedule().due(next.number());
        }
        next.plan(due, rules.notice(gift), gift.isAnnounced());
    }

    private static boolean stopBeyondEnd(RecurringGift gift, Instalment next, Instant now) {
        if (!gift.isBeyondEnd(next.dueOn())) {
            return false;
        }
        next.skip(SkipReason.ENDED, now);
        return true;
    }

    private static void difference(
            RecurringGiftView.Terms before,
            RecurringGiftView.Terms after,
            Map<String, Object> old,
            Map<String, Object> current) {
        Map<String, Object> then = words(before);
        words(after)
                .forEach(
                        (name, value) -> {
                            if (!value.equals(then.get(name))) {
                                old.put(name, then.get(name));
                                current.put(name, value);
                            }
                        });
    }

    private static Map<String, Object> words(RecurringGiftView.Terms terms) {
        return Map.of(
                "amount",
                terms.amount().minor() + " " + terms.amount().currency(),
                "cadence",
                terms.cadence().name(),
                "collectionDay",
                terms.day().isLast() ? "LAST" : String.valueOf(terms.day().day()),
                "endOn",
                terms.endOn() == null ? "NONE" : terms.endOn().toString(),
                "receipts",
                terms.receipts().name());
    }
}
