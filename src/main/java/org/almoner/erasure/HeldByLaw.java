package org.almoner.erasure;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the law makes us keep of donors' records if their persons were erased at this moment: the
 * same question an erasure asks, for many at once.
 */
@Singleton
public class HeldByLaw {

    private final FindWhatIsHeld find;

    HeldByLaw(FindWhatIsHeld find) {
        this.find = find;
    }

    /**
     * What holds something of a record for longest.
     *
     * @param until the last day
     */
    public record Longest(DataClass data, String law, LocalDate until) {}

    /** By record, with seven statements however many they are; free ones are not there. */
    public Map<UUID, Longest> of(Collection<UUID> donors, Instant now) {
        Map<UUID, Longest> longest = new HashMap<>();
        note(longest, DataClass.GIFT, find.donors(donors, now));
        note(longest, DataClass.GIFT, find.receipts(donors, now));
        note(longest, DataClass.TAX_STATEMENT, find.statements(donors, now));
        note(longest, DataClass.GIFT_AID, find.declarations(donors, now));
        note(longest, DataClass.GIFT_AID, find.claimLines(donors, now));
        note(longest, DataClass.PERIODIC_GIFT, find.agreements(donors, now));
        note(longest, DataClass.MANDATE, find.mandates(donors, now));
        return longest;
    }

    private static void note(Map<UUID, Longest> longest, DataClass data, List<Held> rows) {
        rows.stream()
                .filter(Held::isHeld)
                .forEach(
                        it ->
                                longest.merge(
                                        it.donor(),
                                        new Longest(data, it.law(), it.until()),
                                        HeldByLaw::later));
    }

    private static Longest later(Longest one, Longest other) {
        return other.until().isAfter(one.until()) ? other : one;
    }
}
