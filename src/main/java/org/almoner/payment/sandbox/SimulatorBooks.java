package org.almoner.payment.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the facts of the journal add up to. Not safe for threads: guarded by its owner. */
final class SimulatorBooks {

    /** As long as Stripe keeps keys at least. */
    static final Duration KEYS_KEPT = Duration.ofHours(24);

    private final Shelf<SimulatedPayment> payments = new Shelf<>();
    private final Shelf<SimulatedMethod> methods = new Shelf<>();
    private final Map<String, Integer> collections = new HashMap<>();
    private final Map<String, JournalEntry.KeyAnswered> answers = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final TellingBooks telling = new TellingBooks();
    private final Map<String, JournalEntry.PlanStands> plans = new HashMap<>();
    private final TreeSet<JournalEntry.PlanStands> plansByTime =
            new TreeSet<>(
                    Comparator.comparing(JournalEntry.PlanStands::due)
                            .thenComparing(JournalEntry.PlanStands::id));

    void apply(JournalEntry fact) {
        if (fact instanceof JournalEntry.PaymentStands stands) {
            apply(stands.payment());
        } else if (fact instanceof JournalEntry.MethodStands stands) {
            methods.put(stands.method());
        } else if (fact instanceof JournalEntry.KeyAnswered answered) {
            apply(answered);
        } else if (fact instanceof JournalEntry.KeyCalled called) {
            calls.merge(called.key(), 1, Integer::sum);
        } else if (fact instanceof JournalEntry.PlanStands plan) {
            apply(plan);
        } else if (fact instanceof JournalEntry.EventHappened event) {
            telling.apply(event);
        } else if (fact instanceof JournalEntry.DeliveryStands delivery) {
            telling.apply(delivery);
        }
    }

    private void apply(SimulatedPayment payment) {
        boolean isNew = payments.put(payment);
        if (isNew && payment.method() != null) {
            collections.merge(payment.method(), 1, Integer::sum);
        }
    }

    /** Keeps the answer, and lets go of those that are too old to be given again. */
    private void apply(JournalEntry.KeyAnswered answered) {
        answers.remove(answered.key());
        answers.put(answered.key(), answered);
        Iterator<JournalEntry.KeyAnswered> oldest = answers.values().iterator();
        while (oldest.hasNext() && !isKept(oldest.next(), answered.at())) {
            oldest.remove();
        }
    }

    private static boolean isKept(JournalEntry.KeyAnswered answer, Instant now) {
        return answer.at().plus(KEYS_KEPT).isAfter(now);
    }

    private void apply(JournalEntry.PlanStands plan) {
        JournalEntry.PlanStands before = plans.remove(plan.id());
        if (before != null) {
            plansByTime.remove(before);
        }
        if (!plan.done()) {
            plans.put(plan.id(), plan);
            plansByTime.add(plan);
        }
    }

    Shelf<SimulatedPayment> payments() {
        return payments;
    }

    Shelf<SimulatedMethod> methods() {
        return methods;
    }

    TellingBooks telling() {
        return telling;
    }

    /** How often money was asked for with a method, whatever came of it. */
    int collections(String method) {
        return collections.getOrDefault(method, 0);
    }

    /** The answer a key has, unless it is too old to be remembered. */
    Optional<JournalEntry.KeyAnswered> answer(String key, Instant now) {
        return Optional.ofNullable(answers.get(key)).filter(answer -> isKept(answer, now));
    }

    int calls(String key) {
        return calls.getOrDefault(key, 0);
    }

    Map<String, Integer> callsPerKey() {
        return Map.copyOf(calls);
    }

    /** What is to be done now, the longest waiting first, at most the limit. */
    List<JournalEntry.PlanStands> duePlans(Instant now, int limit) {
        return plansByTime.stream()
                .takeWhile(plan -> !plan.due().isAfter(now))
                .limit(limit)
                .toList();
    }
}
