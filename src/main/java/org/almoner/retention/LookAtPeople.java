package org.almoner.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.HeldByLaw;
import org.almoner.erasure.RetentionRule;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.office.Offices;

/** Looks at people and says what is to become of each of their records; changes nothing. */
@Singleton
class LookAtPeople {

    private static final int DAYS_OF_DOUBT = 2;

    private final FindPeople find;
    private final DecidePerson decide;
    private final HeldByLaw held;
    private final RetentionSchedule schedule;
    private final Offices offices;

    LookAtPeople(
            FindPeople find,
            DecidePerson decide,
            HeldByLaw held,
            RetentionSchedule schedule,
            Offices offices) {
        this.find = find;
        this.decide = decide;
        this.held = held;
        this.schedule = schedule;
        this.offices = offices;
    }

    /**
     * What is to become of a person.
     *
     * @param goes whether nothing speaks for keeping the person any more
     */
    record Seen(Facts facts, boolean goes, List<Fate> records) {}

    /** What is to become of a record. */
    record Fate(
            UUID donor,
            String office,
            Outcome outcome,
            Reason reason,
            String law,
            LocalDate until) {}

    /** A piece of the walk, with nine statements. */
    List<Seen> piece(Facts.Mark after, Collection<String> only, int most, Instant now) {
        return seen(find.of(new FindPeople.Piece(after, before(now), only, most), now), now);
    }

    /** One person, as things are now. */
    Optional<Seen> again(UUID first, Instant now) {
        return find.one(first, now).flatMap(it -> seen(List.of(it), now).stream().findFirst());
    }

    /** Whoever was seen since cannot have been silent for long enough anywhere. */
    private Instant before(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return offices.all().stream()
                .map(it -> schedule.rule(DataClass.RELATIONSHIP, it))
                .map(it -> earliest(it, today))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static LocalDate earliest(RetentionRule rule, LocalDate today) {
        return today.minusYears(rule.years()).minusMonths(rule.months()).plusDays(DAYS_OF_DOUBT);
    }

    private List<Seen> seen(List<Facts> people, Instant now) {
        List<Seen> seen = new ArrayList<>();
        List<Facts> going = new ArrayList<>();
        for (Facts one : people) {
            Optional<DecidePerson.Stay> stay = decide.stay(one, now);
            if (stay.isPresent()) {
                seen.add(new Seen(one, false, kept(one, stay.get())));
            } else {
                going.add(one);
            }
        }
        Set<UUID> donors =
                going.stream().flatMap(it -> it.donors().stream()).collect(Collectors.toSet());
        Map<UUID, HeldByLaw.Longest> longest = donors.isEmpty() ? Map.of() : held.of(donors, now);
        going.forEach(it -> seen.add(new Seen(it, true, gone(it, longest))));
        return seen;
    }

    static List<Fate> kept(Facts facts, DecidePerson.Stay why) {
        return facts.rows().stream()
                .map(
                        row ->
                                new Fate(
                                        row.donor(),
                                        row.office(),
                                        Outcome.KEPT,
                                        why.reason(),
                                        why.law(),
                                        why.until()))
                .toList();
    }

    private static List<Fate> gone(Facts facts, Map<UUID, HeldByLaw.Longest> longest) {
        return facts.rows().stream().map(row -> gone(row, longest.get(row.donor()))).toList();
    }

    private static Fate gone(Facts.Row row, HeldByLaw.Longest held) {
        if (held == null) {
            return new Fate(
                    row.donor(), row.office(), Outcome.DELETED, Reason.PERIOD_OVER, null, null);
        }
        return new Fate(
                row.donor(),
                row.office(),
                Outcome.RESTRICTED,
                Reason.valueOf(held.data().name()),
                held.law(),
                held.until());
    }
}
