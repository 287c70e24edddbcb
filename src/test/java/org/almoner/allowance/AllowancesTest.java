package org.almoner.allowance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.id.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AB-1: a limit is kept to the one, whatever the clock and however many come at once. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AllowancesTest {

    private static final String KIND = "test";
    private static final List<Limit> FIVE = List.of(new Limit(5, Duration.ofMinutes(10)));

    @Inject DataSource database;
    @Inject Ids ids;

    private Instant now = Instant.parse("2027-03-01T10:00:00Z");
    private String subject;
    private Allowances node;
    private Allowances anotherNode;

    @BeforeEach
    void somebodyNobodyCountedYet() {
        subject = UUID.randomUUID().toString();
        node = AllowancesOfTests.at(database, () -> now, ids);
        anotherNode = AllowancesOfTests.at(database, () -> now, ids);
    }

    private boolean use(Allowances on, List<Limit> limits) {
        return QuarkusTransaction.requiringNew().call(() -> on.use(KIND, subject, limits));
    }

    @Test
    void theLastOneGetsThroughAndTheNextOneDoesNotOnWhicheverNode() {
        for (int i = 1; i <= 4; i++) {
            assertTrue(use(i % 2 == 0 ? node : anotherNode, FIVE), "number " + i);
        }
        assertTrue(use(anotherNode, FIVE), "number 5, the limit");
        assertFalse(use(node, FIVE), "number 6");
        assertFalse(use(anotherNode, FIVE), "number 6 again");
    }

    @Test
    void theWindowSlidesAndDoesNotBeginAnewAtTheHour() {
        now = Instant.parse("2027-03-01T10:59:00Z");
        for (int i = 0; i < 5; i++) {
            assertTrue(use(node, FIVE));
        }
        now = Instant.parse("2027-03-01T11:00:30Z");
        assertFalse(use(node, FIVE));
        now = Instant.parse("2027-03-01T11:08:59.999Z");
        assertFalse(use(node, FIVE), "a millisecond too early");
        now = Instant.parse("2027-03-01T11:09:00Z");
        assertTrue(use(node, FIVE));
    }

    @Test
    void allLimitsHoldTogetherAndRefusedUsesDoNotCount() {
        List<Limit> both =
                List.of(new Limit(1, Duration.ofMinutes(1)), new Limit(3, Duration.ofHours(1)));
        int through = 0;
        for (int second = 0; second < 3600; second += 20) {
            if (use(node, both)) {
                through++;
            }
            now = now.plusSeconds(20);
        }
        assertEquals(3, through);
        assertTrue(use(node, both), "an hour after the first");
    }

    @Test
    void ofTwentyAtOnceExactlyTheLimitGetsThrough() throws Exception {
        for (int before : List.of(0, 4, 5)) {
            somebodyNobodyCountedYet();
            for (int i = 0; i < before; i++) {
                use(node, FIVE);
            }
            List<Boolean> through = twentyAtOnce(() -> use(node, FIVE));
            assertEquals(5 - before, Collections.frequency(through, true));
        }
    }

    /** What the test above would see if nobody waited for the others. */
    @Test
    void theDetectorFiresWhenNobodyWaits() throws Exception {
        CyclicBarrier counted = new CyclicBarrier(20);
        List<Boolean> through = twentyAtOnce(() -> useWithoutWaiting(counted));
        assertEquals(20, Collections.frequency(through, true));
    }

    private boolean useWithoutWaiting(CyclicBarrier counted) throws Exception {
        boolean may = count() < 5;
        counted.await(10, TimeUnit.SECONDS);
        if (may) {
            note();
        }
        return may;
    }

    private String planted() {
        return subject.replace("-", "").repeat(2);
    }

    private int count() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT count(*) FROM allowance_use WHERE key = ?")) {
            statement.setString(1, planted());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void note() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "INSERT INTO allowance_use (id, key, used_at) VALUES (?, ?, ?)")) {
            statement.setObject(1, ids.next());
            statement.setString(2, planted());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    @Test
    void whatWasRefusedIsKnownToBeWithoutTheDatabase() {
        AtomicInteger asked = new AtomicInteger();
        Allowances watched = AllowancesOfTests.at(counting(asked), () -> now, ids);
        for (int i = 0; i < 5; i++) {
            assertFalse(watched.refusesAsKnown(KIND, subject, FIVE), "number " + i);
            assertTrue(use(watched, FIVE));
            now = now.plusSeconds(1);
        }
        assertFalse(watched.refusesAsKnown(KIND, subject, FIVE), "nobody has been refused yet");
        assertFalse(use(watched, FIVE));
        int known = asked.get();
        for (int i = 0; i < 100; i++) {
            assertTrue(watched.refusesAsKnown(KIND, subject, FIVE));
        }
        assertFalse(watched.refusesAsKnown(KIND, subject + "x", FIVE), "others are not");
        assertEquals(known, asked.get(), "all of them without the database");
    }

    @Test
    void aRefusalIsKnownUntilTheOldestUseCountsNoMoreAndNoLonger() {
        Instant first = now;
        for (int i = 0; i < 5; i++) {
            assertTrue(use(anotherNode, FIVE));
            now = now.plusSeconds(60);
        }
        now = first.plus(Duration.ofMinutes(10)).minusSeconds(20);
        assertFalse(use(node, FIVE));
        now = first.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertTrue(node.refusesAsKnown(KIND, subject, FIVE));
        now = first.plus(Duration.ofMinutes(10));
        assertFalse(node.refusesAsKnown(KIND, subject, FIVE));
        assertTrue(use(node, FIVE), "one has room again");
        assertFalse(use(node, FIVE), "and the next one has not");
        now = first;
        assertFalse(node.refusesAsKnown(KIND, subject, FIVE), "a clock that was set back");
    }

    @Test
    void aRefusalIsKnownForAMinuteAndThenTheDatabaseIsAskedAgain() {
        for (int i = 0; i < 5; i++) {
            assertTrue(use(node, FIVE));
        }
        assertFalse(use(node, FIVE));
        now = now.plusSeconds(60).minusMillis(1);
        assertTrue(node.refusesAsKnown(KIND, subject, FIVE));
        now = now.plusMillis(1);
        assertFalse(node.refusesAsKnown(KIND, subject, FIVE));
        assertFalse(use(node, FIVE));
        assertTrue(node.refusesAsKnown(KIND, subject, FIVE));
    }

    /** What fills one limit says nothing about another one. */
    @Test
    void aRefusalIsRememberedForItsLimitAlone() {
        List<Limit> one = List.of(new Limit(1, Duration.ofMinutes(1)));
        assertTrue(use(node, one));
        assertFalse(use(node, List.of(one.get(0), FIVE.get(0))));
        assertTrue(node.refusesAsKnown(KIND, subject, one));
        assertTrue(node.refusesAsKnown(KIND, subject, List.of(FIVE.get(0), one.get(0))));
        assertFalse(node.refusesAsKnown(KIND, subject, FIVE));
        assertTrue(node.allows(KIND, subject, FIVE));
        assertTrue(use(node, FIVE));
    }

    /** What another node refused has to be learned here, and what it counted counts here. */
    @Test
    void twoNodesRememberEachForItselfAndCountTogether() {
        for (int i = 0; i < 4; i++) {
            assertTrue(use(node, FIVE));
        }
        assertTrue(use(anotherNode, FIVE));
        assertFalse(use(anotherNode, FIVE));
        assertTrue(anotherNode.refusesAsKnown(KIND, subject, FIVE));
        assertFalse(node.refusesAsKnown(KIND, subject, FIVE));
        assertFalse(use(node, FIVE));
        assertTrue(node.refusesAsKnown(KIND, subject, FIVE));
    }

    /** The database, and how often it was asked for a connection. */
    private DataSource counting(AtomicInteger asked) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (self, method, values) -> {
                            asked.incrementAndGet();
                            return method.invoke(database, values);
                        });
    }

    @Test
    void aLimitIsAtLeastOneInAtMostADay() {
        assertThrows(IllegalArgumentException.class, () -> new Limit(0, Duration.ofMinutes(1)));
        assertThrows(IllegalArgumentException.class, () -> new Limit(1, Duration.ofHours(25)));
        assertThrows(IllegalArgumentException.class, () -> new Limit(1, Duration.ZERO));
    }

    private static <T> List<T> twentyAtOnce(Callable<T> work) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(20);
        try {
            List<T> results = new ArrayList<>();
            for (var result : hands.invokeAll(Collections.nCopies(20, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            hands.shutdownNow();
        }
    }
}
