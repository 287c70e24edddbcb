package org.almoner.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static SelfCheck checking(Invariant... invariants) {
        return new SelfCheck(List.of(invariants), () -> NOW);
    }

    private record Rule(String id, List<String> offenders) implements Invariant {
        @Override
        public String sentence() {
            return "Rule " + id + " holds.";
        }

        @Override
        public List<String> offenders(int limit) {
            return offenders;
        }
    }

    private static final class RuleThatCannotBeChecked implements Invariant {
        @Override
        public String id() {
            return "I7";
        }

        @Override
        public String sentence() {
            return "Nobody knows.";
        }

        @Override
        public List<String> offenders(int limit) {
            throw new IllegalStateException("the database is away");
        }
    }

    @Nested
    class TheReport {

        @Test
        void isHealthyWhenNothingOffends() {
            SelfCheckReport report = checking(new Rule("I1", List.of())).run();
            assertTrue(report.healthy());
            assertEquals(NOW, report.ranAt());
        }

        @Test
        void namesOffendersAndOrdersByNumber() {
            SelfCheckReport report =
                    checking(
                                    new Rule("I10", List.of()),
                                    new Rule("I9", List.of()),
                                    new Rule("I1", List.of("donation/1")))
                            .run();
            assertFalse(report.healthy());
            assertEquals(
                    List.of("I1", "I9", "I10"),
                    report.invariants().stream().map(SelfCheckReport.Finding::id).toList());
            assertEquals(List.of("donation/1"), report.invariants().get(0).offenders());
        }

        @Test
        void isNotHealthyWhenSomethingCannotBeChecked() {
            SelfCheckReport report =
                    checking(new RuleThatCannotBeChecked(), new Rule("I1", List.of())).run();
            assertFalse(report.healthy());
            assertEquals(List.of(), report.invariants().get(0).offenders());
            assertEquals(List.of(SelfCheck.CHECK_FAILED), report.invariants().get(1).offenders());
            assertFalse(report.invariants().get(0).isUnknown());
            assertTrue(report.invariants().get(1).isUnknown());
        }

        @Test
        void namesTwentyOffendersAtMost() {
            SelfCheckReport report =
                    checking(new Rule("I1", Collections.nCopies(50, "donation/1"))).run();
            assertEquals(20, report.invariants().get(0).offenders().size());
        }
    }

    @Nested
    class TheCommand {

        @Test
        void endsWithZeroWhenAllIsWell() throws IOException {
            StringBuilder out = new StringBuilder();
            assertEquals(0, new SelfCheckCommand(checking(new Rule("I1", List.of()))).run(out));
            assertEquals("ok     I1       0 ms  Rule I1 holds.\nAll is well.\n", out.toString());
        }

        @Test
        void endsWithOneAndNamesWhatIsWrong() throws IOException {
            StringBuilder out = new StringBuilder();
            SelfCheck broken = checking(new Rule("I2", List.of("donation/1")));
            assertEquals(1, new SelfCheckCommand(broken).run(out));
            assertEquals(
                    "BROKEN I2       0 ms  Rule I2 holds.\n"
                            + "         donation/1\n"
                            + "Something is wrong.\n",
                    out.toString());
        }
    }

    @Test
    void theJobShowsWhatItFoundAsNumbers() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CheckEveryHour job =
                new CheckEveryHour(checking(new Rule("I2", List.of("a", "b"))), meters);
        assertTrue(Double.isNaN(gauge(meters)));
        job.check();
        assertEquals(2, gauge(meters));
    }

    private static double gauge(SimpleMeterRegistry meters) {
        return meters.get("almoner.self-check.violations").tag("invariant", "I2").gauge().value();
    }
}
