package org.almoner.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.RetentionRule;
import org.almoner.erasure.RetentionRule.CountedFrom;
import org.junit.jupiter.api.Test;

class PeriodsTest {

    private static Periods of(int months, CountedFrom from) {
        Map<DataClass, RetentionRule> rules = new EnumMap<>(DataClass.class);
        rules.put(DataClass.GIFT, new RetentionRule(months / 12, months % 12, from, "a law"));
        return Periods.of(rules);
    }

    @Test
    void periods_are_written_in_months_and_the_law_is_no_part_of_them() {
        assertEquals(List.of("GIFT=38 EVENT"), of(38, CountedFrom.EVENT).lines());
        assertEquals(List.of("GIFT=ever"), of(0, CountedFrom.EVENT).lines());
        assertNotEquals(of(38, CountedFrom.EVENT).hash(), of(37, CountedFrom.EVENT).hash());
    }

    @Test
    void only_what_goes_earlier_must_be_released_anew() {
        List<String> released = of(36, CountedFrom.CALENDAR_YEAR).lines();
        assertTrue(of(36, CountedFrom.CALENDAR_YEAR).areCoveredBy(released));
        assertTrue(of(37, CountedFrom.CALENDAR_YEAR).areCoveredBy(released));
        assertTrue(of(0, CountedFrom.EVENT).areCoveredBy(released), "for ever");
        assertFalse(of(35, CountedFrom.CALENDAR_YEAR).areCoveredBy(released));
        assertFalse(of(36, CountedFrom.EVENT).areCoveredBy(released), "no year to its end");
        assertFalse(of(36, CountedFrom.TAX_YEAR).areCoveredBy(released), "another year");
        assertTrue(
                of(36, CountedFrom.CALENDAR_YEAR).areCoveredBy(of(36, CountedFrom.EVENT).lines()));
        assertFalse(
                of(1200, CountedFrom.EVENT).areCoveredBy(of(0, CountedFrom.EVENT).lines()),
                "was for ever");
        assertFalse(of(36, CountedFrom.EVENT).areCoveredBy(List.of("BOOKS=1 EVENT")), "is new");
    }

    @Test
    void a_clock_is_believed_a_day_behind_and_a_year_ahead_and_no_further() {
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        GuardClock behind = new GuardClock(now.plus(GuardClock.BEHIND), null);
        assertEquals(Optional.empty(), behind.refusal(now));
        assertEquals(
                Optional.of(GuardClock.Refusal.CLOCK_BEHIND), behind.refusal(now.minusMillis(1)));
        GuardClock jumped = new GuardClock(null, now.minus(GuardClock.JUMP));
        assertEquals(Optional.empty(), jumped.refusal(now));
        assertEquals(
                Optional.of(GuardClock.Refusal.CLOCK_JUMPED), jumped.refusal(now.plusMillis(1)));
        assertEquals(Optional.empty(), new GuardClock(null, null).refusal(now));
    }
}
