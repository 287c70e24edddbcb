package org.almoner.payment.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.almoner.payment.sandbox.JournalEntry.DeliveryFate;
import org.almoner.payment.sandbox.JournalEntry.DeliveryStands;
import org.almoner.payment.sandbox.JournalEntry.EventHappened;

/**
 * What the merchant is told. What is told and done with is only counted, but for the newest of it.
 * Not safe for threads.
 */
final class TellingBooks {

    private static final int ENDED_KEPT = 1000;

    private final Map<String, EventHappened> events = new LinkedHashMap<>();
    private final Map<String, Integer> openCopies = new HashMap<>();
    private final Map<String, DeliveryStands> open = new LinkedHashMap<>();
    private final Map<String, List<String>> openByRef = new HashMap<>();
    private final TreeSet<DeliveryStands> byTime =
            new TreeSet<>(
                    Comparator.comparing(DeliveryStands::next).thenComparing(DeliveryStands::id));
    private final Map<DeliveryFate, Long> ended = new EnumMap<>(DeliveryFate.class);
    private final Deque<EventHappened> toldEvents = new ArrayDeque<>();
    private final Deque<DeliveryStands> endedDeliveries = new ArrayDeque<>();

    void apply(EventHappened event) {
        events.put(event.id(), event);
    }

    void apply(DeliveryStands delivery) {
        DeliveryStands before = open.remove(delivery.id());
        if (before != null) {
            byTime.remove(before);
        }
        if (delivery.next() == null) {
            end(delivery, before != null);
            return;
        }
        open.put(delivery.id(), delivery);
        byTime.add(delivery);
        if (before == null) {
            openCopies.merge(delivery.event(), 1, Integer::sum);
            openByRef
                    .computeIfAbsent(events.get(delivery.event()).ref(), ref -> new ArrayList<>(1))
                    .add(delivery.id());
        }
    }

    private void end(DeliveryStands delivery, boolean wasOpen) {
        ended.merge(delivery.fate(), 1L, Long::sum);
        keepNewest(endedDeliveries, delivery);
        if (wasOpen) {
            openCopies.computeIfPresent(
                    delivery.event(), (id, copies) -> copies > 1 ? copies - 1 : null);
            openByRef.computeIfPresent(
                    events.get(delivery.event()).ref(),
                    (ref, ids) -> {
                        ids.remove(delivery.id());
                        return ids.isEmpty() ? null : ids;
                    });
        }
        if (!openCopies.containsKey(delivery.event())) {
            EventHappened told = events.remove(delivery.event());
            if (told != null) {
                keepNewest(toldEvents, told);
            }
        }
    }

    private static <T> void keepNewest(Deque<T> kept, T one) {
        kept.add(one);
        if (kept.size() > ENDED_KEPT) {
            kept.remove();
        }
    }

    /** An event that is not told to the end yet. */
    EventHappened event(String id) {
        return events.get(id);
    }

    /** Events being told, after the newest of those that are told. */
    List<EventHappened> events() {
        List<EventHappened> all = new ArrayList<>(toldEvents);
        all.addAll(events.values());
        return all;
    }

    /** Open deliveries, after the newest of those that ended. */
    List<DeliveryStands> deliveries() {
        List<DeliveryStands> all = new ArrayList<>(endedDeliveries);
        all.addAll(open.values());
        return all;
    }

    /** How many deliveries are open, or have ever ended like this. */
    long count(DeliveryFate fate) {
        return fate == DeliveryFate.OPEN ? open.size() : ended.getOrDefault(fate, 0L);
    }

    /** An open delivery as it stands. */
    Optional<DeliveryStands> open(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Those whose time has come, the longest waiting first, at most the limit. */
    List<DeliveryStands> due(Instant now, int limit) {
        return byTime.stream().takeWhile(one -> !one.next().isAfter(now)).limit(limit).toList();
    }

    /** Those about one payment or method whose time has come. */
    List<DeliveryStands> dueAbout(String ref, Instant now) {
        return openByRef.getOrDefault(ref, List.of()).stream()
                .map(open::get)
                .filter(one -> !one.next().isAfter(now))
                .toList();
    }
}
