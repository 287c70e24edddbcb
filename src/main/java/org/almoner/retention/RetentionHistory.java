package org.almoner.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/** What goes, went and would go, as the data-protection officer sees it. */
@ApplicationScoped
public class RetentionHistory {

    private static final int MONTHS = 12;

    private static final String LAST =
            "SELECT o.run_id FROM retention_run_office o JOIN retention_run r ON r.id = o.run_id"
                    + " WHERE o.office = ? AND o.schedule_hash = ? AND r.state = 'DONE'"
                    + " ORDER BY o.run_id DESC LIMIT 1";

    private final RunTable runs;
    private final Releases releases;
    private final RetentionSchedule schedule;
    private final LookAtPeople look;
    private final Offices offices;
    private final Sql sql;
    private final InstantSource clock;

    RetentionHistory(
            RunTable runs,
            Releases releases,
            RetentionSchedule schedule,
            LookAtPeople look,
            Offices offices,
            Sql sql,
            InstantSource clock) {
        this.runs = runs;
        this.releases = releases;
        this.schedule = schedule;
        this.look = look;
        this.offices = offices;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Runs, the latest first.
     *
     * @param only offices; {@code null} for all
     * @param before the run the last page ended at; {@code null} for the first page
     */
    @Transactional
    public List<RetentionRun> newestFirst(Collection<String> only, UUID before, int limit) {
        return runs.newestFirst(only, before, limit);
    }

    /** One run. */
    @Transactional
    public Optional<RetentionRun> find(UUID id, Collection<String> only) {
        return runs.runs(List.of(id), only).stream().findFirst();
    }

    /** What the last run by the present periods counted, for each of the offices. */
    @Transactional
    public List<RetentionPreview> preview(Collection<String> only) {
        return offices.all().stream()
                .filter(it -> only == null || only.contains(it.code().value()))
                .sorted(Comparator.comparing(it -> it.code().value()))
                .map(this::preview)
                .toList();
    }

    private RetentionPreview preview(Office office) {
        String hash = releases.periods(office).hash();
        String code = office.code().value();
        Optional<RetentionRun> last =
                sql.one(LAST, row -> Sql.id(row, "run_id"), code, hash)
                        .map(id -> runs.runs(List.of(id), List.of(code)).get(0));
        Optional<RetentionRun.OfficePart> part = last.map(it -> it.offices().get(0));
        Optional<ReleaseTable.Release> released = releases.counting(office);
        List<RetentionRun.Item> items = part.map(RetentionRun.OfficePart::items).orElse(List.of());
        return new RetentionPreview(
                code,
                hash,
                last.map(RetentionRun::startedAt).orElse(null),
                released.map(ReleaseTable.Release::at).orElse(null),
                released.map(ReleaseTable.Release::by).orElse(null),
                part.map(RetentionRun.OfficePart::most).orElse(0),
                items.stream()
                        .filter(it -> it.outcome() != Outcome.KEPT)
                        .mapToInt(RetentionRun.Item::records)
                        .sum(),
                periods(office),
                items);
    }

    private List<RetentionPreview.Period> periods(Office office) {
        List<RetentionPreview.Period> periods = new ArrayList<>();
        schedule.rules(office)
                .forEach(
                        (data, rule) ->
                                periods.add(
                                        new RetentionPreview.Period(
                                                data.name(),
                                                rule.years() * MONTHS + rule.months(),
                                                rule.countedFrom().name(),
                                                rule.law())));
        return periods;
    }

    /**
     * A place in the list of people.
     *
     * @param seen {@code null} for the beginning
     */
    public record Place(Instant seen, UUID first) {}

    /**
     * People with records at the offices, as things are now.
     *
     * @param next where the next page begins; {@code null} when nothing is left
     */
    public record People(List<RetentionCandidate> records, Place next) {}

    /**
     * Records of people of whom nothing was heard for long, those seen longest ago first.
     *
     * @param most people on the page; records of the offices only, however many a person has
     */
    @Transactional
    public People people(Collection<String> only, Place after, int most) {
        Facts.Mark mark =
                after.seen() == null
                        ? Facts.Mark.BEGINNING
                        : new Facts.Mark(after.seen(), after.first());
        List<LookAtPeople.Seen> found =
                look.piece(mark, only, most + 1, clock.instant()).stream()
                        .sorted(
                                Comparator.comparing(
                                        (LookAtPeople.Seen it) -> it.facts().mark(),
                                        Facts.Mark.ORDER))
                        .toList();
        List<LookAtPeople.Seen> page = found.subList(0, Math.min(most, found.size()));
        Place next = null;
        if (found.size() > most) {
            Facts.Mark last = page.get(page.size() - 1).facts().mark();
            next = new Place(last.seen(), last.first());
        }
        return new People(
                page.stream().flatMap(it -> candidates(it, only).stream()).toList(), next);
    }

    private static List<RetentionCandidate> candidates(
            LookAtPeople.Seen one, Collection<String> only) {
        return one.records().stream()
                .filter(it -> only == null || only.contains(it.office()))
                .map(
                        it ->
                                new RetentionCandidate(
                                        it.donor(),
                                        it.office(),
                                        one.facts().lastSign(),
                                        it.outcome(),
                                        it.reason(),
                                        it.law(),
                                        it.until()))
                .toList();
    }
}
