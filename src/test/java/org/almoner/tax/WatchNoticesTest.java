package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.almoner.TestDatabase;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Test;

/** The notice of the invented German office is of 14 May 2024 and good for five years. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WatchNoticesTest {

    @Inject Offices offices;
    @Inject TermsOfStatements terms;

    /** What is owed on a day, such as {@code notice-warning 2}. */
    private List<String> owedOn(String day) {
        List<String> owed = new ArrayList<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new WatchNotices(
                        offices,
                        terms,
                        (kind, subject, occurrence) -> owed.add(kind + " " + occurrence),
                        meters,
                        InstantSource.fixed(Instant.parse(day + "T10:00:00Z")))
                .run();
        assertTrue(meters.get("almoner.tax.notice.days.left").gauge().value() < 5000);
        return owed;
    }

    @Test
    void warns_sixty_days_before_and_again_when_fewer_are_left() {
        assertEquals(List.of(), owedOn("2029-03-14"));
        assertEquals(List.of("notice-warning 1"), owedOn("2029-03-15"));
        assertEquals(List.of("notice-warning 1"), owedOn("2029-04-13"));
        assertEquals(List.of("notice-warning 2"), owedOn("2029-04-14"));
        assertEquals(List.of("notice-warning 3"), owedOn("2029-04-30"));
        assertEquals(List.of("notice-warning 4"), owedOn("2029-05-07"));
        assertEquals(List.of("notice-warning 5"), owedOn("2029-05-13"));
        assertEquals(List.of("notice-warning 6"), owedOn("2029-05-14"));
        assertEquals(List.of("notice-warning 6"), owedOn("2029-05-15"));
    }
}
