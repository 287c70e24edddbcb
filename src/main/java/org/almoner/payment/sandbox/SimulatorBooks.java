package org.almoner.payment.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the facts of the journal add up to. Not safe for threads: guarded by its owner. */
final class SimulatorBooks {

    /** As long as Stripe keeps keys at least. */
    static final Duration KEYS_KEPT = Duration.ofHours(24);

    private final Map<String, SimulatedPayment> payments = new LinkedHashMap<>();
    private final Map<String, List<String>> byMerchant = new HashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final Map<String, JournalEntry.KeyAnswered> answers = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final Map<String, JournalEntry.EventHappened> events = new LinkedHashMap<>();
    private final Map<String, JournalEntry.PlanStands> plans = new HashMap<>();
    private final TreeSet<JournalEntry.PlanStands> plansByTime =
            new TreeSet<>(
                    Comparator.comparing(JournalEntry.PlanStands::due)
                            .thenComparing(JournalEntry.PlanStands::id));
    private final Map<String, JournalEntry.DeliveryStands> deliveries = new LinkedHashMap<>();
    private final TreeSet<JournalEntry.DeliveryStands> deliveriesByTime =
            new TreeSet<>(
                    Comparator.comparing(JournalEntry.DeliveryStands::next)
                            .thenComparing(JournalEntry.DeliveryStands::id));

    void apply(JournalEntry fact) {
        if (fact instanceof JournalEntry.PaymentStands stands) {
            apply(stands.payment());
        } else if (fact instanceof JournalEntry.KeyAnswered answered) {
            answers.put(answered.key(), answered);
        } else if (fact instanceof JournalEntry.KeyCalled called) {
            calls.merge(called.key(), 1, Integer::sum);
        } else if (fact instanceof JournalEntry.PlanStands plan) {
            apply(plan);
        } else if (fact instanceof JournalEntry.EventHappened event) {
            events.put(event.id(), event);
        } else if (fact instanceof JournalEntry.DeliveryStands delivery) {
            apply(delivery);
        }
    }

    private void apply(SimulatedPayment payment) {
        if (payments.put(payment.ref(), payment) == null) {
            byMerchant
                    .computeIfAbsent(payment.merchantReference(), key -> new ArrayList<>(1))
                    .add(payment.ref());
            place.put(payment.ref(), inOrder.size());
            inOrder.add(payment.ref());
        }
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

    private void apply(JournalEntry.DeliveryStands delivery) {
        JournalEntry.DeliveryStands before = deliveries.put(delivery.id(), delivery);
        if (before != null && before.next() != null) {
            deliveriesByTime.remove(before);
        }
        if (delivery.next() != null) {
            deliveriesByTime.add(delivery);
        }
    }

    Optional<SimulatedPayment> payment(String ref) {
        return Optional.ofNullable(payments.get(ref));
    }

    List<SimulatedPayment> ofMerchant(String merchantReference) {
        return byMerchant.getOrDefault(merchantReference, List.of()).stream()
                .map(payments::get)
                .toList();
    }

    List<SimulatedPayment> all() {
        return List.copyOf(payments.values());
    }

    /** In the order of making, so that a walk in slices misses nothing that changes meanwhile. */
    List<SimulatedPayment> changedSince(Instant since, String after, int limit) {
        int from = after == null ? 0 : place.getOrDefault(after, inOrder.size()) + 1;
        List<SimulatedPayment> slice = new ArrayList<>();
        for (int i = from; i < inOrder.size() && slice.size() < limit; i++) {
            SimulatedPayment payment = payments.get(inOrder.get(i));
            if (!payment.changedAt().isBefore(since)) {
                slice.add(payment);
            }
        }
        return slice;
    }

    /** The answer a key has, unless it is too old to be remembered. */
    Optional<JournalEntry.KeyAnswered> answer(String key, Instant now) {
        return Optional.ofNullable(answers.get(key))
                .filter(answer -> answer.at().plus(KEYS_KEPT).isAfter(now));
    }

    int calls(String key) {
        return calls.getOrDefault(key, 0);
    }

    Map<String, Integer> callsPerKey() {
        return Map.copyOf(calls);
    }

    JournalEntry.EventHappened event(String id) {
        return events.get(id);
    }

    List<JournalEntry.EventHappened> events() {
        return List.copyOf(events.values());
    }

    JournalEntry.DeliveryStands delivery(String id) {
        return deliveries.get(id);
    }

    List<JournalEntry.DeliveryStands> deliveries() {
        return List.copyOf(deliveries.values());
    }

    List<JournalEntry.PlanStands> duePlans(Instant now) {
        return plansByTime.stream().takeWhile(plan -> !plan.due().isAfter(now)).toList();
    }

    List<JournalEntry.DeliveryStands> dueDeliveries(Instant now) {
        return deliveriesByTime.stream().takeWhile(one -> !one.next().isAfter(now)).toList();
    }
}
