package org.almoner.payment.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The provider's things of one kind in the order of their making, found by the provider's name and
 * by the merchant's without a search. Not safe for threads.
 */
final class Shelf<T extends Shelf.Item> {

    private final List<T> items = new ArrayList<>();
    private final Map<String, Integer> byRef = new HashMap<>();
    private final Map<String, Integer> byMerchant = new HashMap<>();

    /** Places of things whose merchant's name was taken already: hardly ever any. */
    private final Map<String, List<Integer>> namesakes = new HashMap<>();

    /** Something both sides have a name for. */
    interface Item {

        /** The provider's name. */
        String ref();

        /** The merchant's name. */
        String merchantReference();

        /** How it goes. */
        SandboxScenario scenario();

        /** When it was made or last became something else. */
        Instant changedAt();
    }

    /** Adds a thing, or replaces what it was before; whether it is new. */
    boolean put(T item) {
        Integer place = byRef.putIfAbsent(item.ref(), items.size());
        if (place != null) {
            items.set(place, item);
            return false;
        }
        Integer other = byMerchant.putIfAbsent(item.merchantReference(), items.size());
        if (other != null) {
            namesakes
                    .computeIfAbsent(item.merchantReference(), name -> new ArrayList<>(1))
                    .add(items.size());
        }
        items.add(item);
        return true;
    }

    Optional<T> find(String ref) {
        return Optional.ofNullable(ref).map(byRef::get).map(items::get);
    }

    /** All that the merchant calls by this name, oldest first. */
    List<T> ofMerchant(String merchantReference) {
        Integer first = byMerchant.get(merchantReference);
        if (first == null) {
            return List.of();
        }
        List<T> found = new ArrayList<>(List.of(items.get(first)));
        namesakes.getOrDefault(merchantReference, List.of()).stream()
                .map(items::get)
                .forEach(found::add);
        return found;
    }

    /** In the order of making, so that a walk in slices misses nothing that changes meanwhile. */
    List<T> changedSince(Instant since, String after, int limit) {
        int from = after == null ? 0 : byRef.getOrDefault(after, items.size()) + 1;
        List<T> slice = new ArrayList<>();
        for (int i = from; i < items.size() && slice.size() < limit; i++) {
            if (!items.get(i).changedAt().isBefore(since)) {
                slice.add(items.get(i));
            }
        }
        return slice;
    }

    List<T> all() {
        return Collections.unmodifiableList(new ArrayList<>(items));
    }
}
