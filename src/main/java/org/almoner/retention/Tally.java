package org.almoner.retention;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almoner.erasure.DataClass;

/** Adds up records that fared alike. */
final class Tally {

    private Tally() {}

    private record Kind(String office, Outcome outcome, Reason reason) {}

    static List<RunTable.Counted> of(Collection<LookAtPeople.Fate> fates) {
        Map<Kind, RunTable.Counted> sums = new LinkedHashMap<>();
        for (LookAtPeople.Fate fate : fates) {
            sums.merge(
                    new Kind(fate.office(), fate.outcome(), fate.reason()),
                    new RunTable.Counted(
                            fate.office(),
                            DataClass.RELATIONSHIP,
                            fate.outcome(),
                            fate.reason(),
                            fate.law(),
                            fate.until(),
                            1),
                    Tally::sum);
        }
        return List.copyOf(sums.values());
    }

    private static RunTable.Counted sum(RunTable.Counted one, RunTable.Counted other) {
        return new RunTable.Counted(
                one.office(),
                one.data(),
                one.outcome(),
                one.reason(),
                one.law() == null ? other.law() : one.law(),
                later(one.until(), other.until()),
                one.records() + other.records());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
