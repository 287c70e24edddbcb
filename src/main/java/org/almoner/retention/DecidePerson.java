package org.almoner.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.RetentionRule;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Decides whether a person stays. Somebody with records at several offices stays for as long as the
 * rule of any of them says.
 */
@Singleton
class DecidePerson {

    /** What keeps somebody whatever the time, the weightiest first. */
    private static final List<Reason> BONDS =
            List.of(
                    Reason.LEGAL_HOLD,
                    Reason.RECURRING_GIFT,
                    Reason.OPEN_PAYMENT,
                    Reason.OPEN_MATTER,
                    Reason.LIVE_MANDATE);

    private final RetentionSchedule schedule;
    private final Offices offices;

    DecidePerson(RetentionSchedule schedule, Offices offices) {
        this.schedule = schedule;
        this.offices = offices;
    }

    /**
     * Why somebody stays.
     *
     * @param law {@code null} where it is no period of the schedule
     * @param until the last day; {@code null} when nobody knows it
     */
    record Stay(Reason reason, String law, LocalDate until) {

        static Stay because(Reason reason) {
            return new Stay(reason, null, null);
        }
    }

    /** Why the person stays; empty when nothing speaks for it any more. */
    Optional<Stay> stay(Facts facts, Instant now) {
        return BONDS.stream()
                .filter(facts.bonds()::contains)
                .findFirst()
                .map(Stay::because)
                .or(() -> consent(facts, now))
                .or(() -> claimable(facts, now))
                .or(() -> relationship(facts, now));
    }

    private Optional<Stay> consent(Facts facts, Instant now) {
        return facts.consents().stream()
                .map(it -> period(DataClass.LIVE_CONSENT, it.office(), it.at(), now))
                .flatMap(Optional::stream)
                .map(it -> new Stay(Reason.LIVE_CONSENT, it.law(), it.until()))
                .reduce(DecidePerson::longer);
    }

    private Optional<Stay> claimable(Facts facts, Instant now) {
        return facts.claimable() == null
                ? Optional.empty()
                : longest(facts, DataClass.CLAIMABLE_GIFT_AID, facts.claimable(), now)
                        .map(it -> new Stay(Reason.CLAIMABLE_GIFT_AID, it.law(), it.until()));
    }

    private Optional<Stay> relationship(Facts facts, Instant now) {
        return longest(facts, DataClass.RELATIONSHIP, facts.lastSign(), now)
                .map(it -> new Stay(Reason.WITHIN_PERIOD, it.law(), it.until()));
    }

    private Optional<Period> longest(Facts facts, DataClass data, Instant event, Instant now) {
        return facts.offices().stream()
                .sorted()
                .map(office -> period(data, office, event, now))
                .flatMap(Optional::stream)
                .reduce((one, other) -> other.until().isAfter(one.until()) ? other : one);
    }

    /** A period that is not over. */
    private record Period(String law, LocalDate until) {}

    private Optional<Period> period(DataClass data, String code, Instant event, Instant now) {
        Office office = offices.byCode(new OfficeCode(code));
        RetentionRule rule = schedule.rule(data, office);
        LocalDate until = rule.until(event, office);
        return until != null && until.isBefore(office.dayOf(now))
                ? Optional.empty()
                : Optional.of(new Period(rule.law(), until));
    }

    private static Stay longer(Stay one, Stay other) {
        return one.until() == null || (other.until() != null && !other.until().isAfter(one.until()))
                ? one
                : other;
    }
}
