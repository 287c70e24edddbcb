package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.PaymentInHand;

/**
 * Takes instalments that are due, each exactly once on all nodes together: the row is locked,
 * becomes a gift with an opened payment, and the next one is put ahead, all in one transaction.
 * What is not to be collected is skipped there with its reason.
 */
@ApplicationScoped
class ClaimDueInstalments {

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final OpenInstalment open;
    private final PlanInstalments plan;
    private final HandleFailures failures;
    private final MethodDesk methods;
    private final Offices offices;
    private final RecurringLog log;
    private final InstantSource clock;

    ClaimDueInstalments(
            RecurringGifts gifts,
            Instalments instalments,
            OpenInstalment open,
            PlanInstalments plan,
            HandleFailures failures,
            MethodDesk methods,
            Offices offices,
            RecurringLog log,
            InstantSource clock) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.open = open;
        this.plan = plan;
        this.failures = failures;
        this.methods = methods;
        this.offices = offices;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What a claim found.
     *
     * @param payments opened and to be carried out now
     * @param looked how many recurring gifts were looked at; none means that nothing is due
     */
    record Claimed(List<PaymentInHand> payments, int looked) {}

    /** A recurring gift that cannot be claimed; nothing of the slice was. */
    static final class ClaimFailed extends RuntimeException {

        private final transient RecurringGiftId gift;

        ClaimFailed(RecurringGiftId gift, RuntimeException cause) {
            super("Recurring gift " + gift + " cannot be claimed", cause);
            this.gift = gift;
        }

        RecurringGiftId gift() {
            return gift;
        }
    }

    /** Claims up to a number of recurring gifts in a transaction of its own. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Claimed next(int limit, Duration lease) {
        List<UUID> due = instalments.claimDue(today(offices, clock), limit);
        if (due.isEmpty()) {
            return new Claimed(List.of(), 0);
        }
        List<RecurringGift> found = gifts.all(due);
        methods.findAll(found.stream().flatMap(gift -> gift.savedMethod().stream()).toList());
        Map<RecurringGiftId, List<Instalment>> byGift =
                instalments.open(due).stream().collect(Collectors.groupingBy(Instalment::gift));
        Map<UUID, PaymentInHand> opened = new LinkedHashMap<>();
        for (RecurringGift gift : found) {
            try {
                takeOne(gift, byGift.getOrDefault(gift.id(), List.of()), opened);
            } catch (RuntimeException failure) {
                throw new ClaimFailed(gift.id(), failure);
            }
        }
        try {
            instalments.flush();
        } catch (RuntimeException failure) {
            if (found.size() > 1) {
                throw failure; // whose fault it is shows when they are taken one by one
            }
            throw new ClaimFailed(found.get(0).id(), failure);
        }
        if (!opened.isEmpty()) {
            instalments.lease(opened.keySet(), lease);
        }
        return new Claimed(List.copyOf(opened.values()), due.size());
    }

    /** The day at each office. */
    static Map<OfficeCode, LocalDate> today(Offices offices, InstantSource clock) {
        Instant now = clock.instant();
        return offices.all().stream().collect(Collectors.toMap(Office::code, it -> it.dayOf(now)));
    }

    private void takeOne(
            RecurringGift gift, List<Instalment> unfinished, Map<UUID, PaymentInHand> opened) {
        LocalDate today = offices.byCode(gift.office()).dayOf(clock.instant());
        Optional<Instalment> taken = choose(gift, unfinished, today);
        if (taken.isEmpty()) {
            plan.endIfDone(gift, clock.instant());
            return;
        }
        Instalment due = taken.get();
        // What is only starting may be declined and then lies ahead again.
        boolean lay =
                due.state() == InstalmentState.SCHEDULED
                        && gift.state() != RecurringGiftState.STARTING;
        opened.put(due.id(), open.open(gift, due, false));
        if (lay) {
            plan.after(gift, due.number());
        }
    }

    /** The one instalment that is to be collected now, when there is one. */
    private Optional<Instalment> choose(
            RecurringGift gift, List<Instalment> unfinished, LocalDate today) {
        List<Instalment> retrying = in(InstalmentState.RETRYING, unfinished);
        Optional<Instalment> due =
                in(InstalmentState.SCHEDULED, unfinished).stream()
                        .filter(it -> isDue(it, today))
                        .filter(it -> it.isCleared() || reasonToSkip(gift, it, today).isPresent())
                        .findFirst();
        if (due.isEmpty()) {
            return retrying.stream()
                    .filter(it -> isDue(it, today) && it.isCleared() && mayRetry(gift))
                    .findFirst();
        }
        for (Instalment old : retrying) { // two are never taken at once
            old.fail(SkipReason.NEXT_IS_DUE, clock.instant());
            failures.unpaid(gift, clock.instant());
        }
        return gift.state().isLive() ? passOver(gift, due.get(), today) : Optional.empty();
    }

    /** Skips what is not to be collected; what remains is the one that is. */
    private Optional<Instalment> passOver(RecurringGift gift, Instalment from, LocalDate today) {
        Optional<Instalment> due = Optional.of(from);
        Optional<SkipReason> reason = reasonToSkip(gift, from, today);
        while (due.isPresent() && reason.isPresent()) {
            Instalment skipped = due.get();
            skipped.skip(reason.get(), clock.instant());
            if (reason.get() == SkipReason.METHOD_NEEDED) {
                failures.methodMissing(gift, clock.instant());
            }
            due = gift.state().isLive() ? plan.after(gift, skipped.number()) : Optional.empty();
            due = due.filter(it -> isDue(it, today));
            reason = due.flatMap(it -> reasonToSkip(gift, it, today));
        }
        due.ifPresent(it -> resumeIfOver(gift));
        return due.filter(Instalment::isCleared);
    }

    private static List<Instalment> in(InstalmentState state, List<Instalment> unfinished) {
        return unfinished.stream().filter(it -> it.state() == state).toList();
    }

    /** A break that ends before the due day is over. */
    private void resumeIfOver(RecurringGift gift) {
        if (gift.state() == RecurringGiftState.PAUSED) {
            gift.resume();
            log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.RESUMED, ChangedBy.SYSTEM));
        }
    }

    private Optional<SkipReason> reasonToSkip(RecurringGift gift, Instalment due, LocalDate today) {
        if (gift.isPausedOn(due.dueOn())) {
            return Optional.of(SkipReason.PAUSED);
        }
        if (!gift.schedule().due(due.number() + 1).isAfter(today)) {
            return Optional.of(SkipReason.MISSED);
        }
        return gift.needsMethod() ? Optional.of(SkipReason.METHOD_NEEDED) : Optional.empty();
    }

    private static boolean mayRetry(RecurringGift gift) {
        return !gift.needsMethod() && gift.state() != RecurringGiftState.PAUSED;
    }

    private static boolean isDue(Instalment instalment, LocalDate today) {
        return !instalment.askOn().isAfter(today);
    }
}
