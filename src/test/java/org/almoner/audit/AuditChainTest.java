package org.almoner.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditChainTest {

    private static final int ROWS = Integer.getInteger("almoner.f14.rows", 2_000);
    private static final int EDITS = 200;

    @Inject AuditTrail trail;
    @Inject AuditHistory history;
    @Inject AuditTable table;
    @Inject AuditChainIsIntact invariant;
    @Inject EntityManager database;

    private void record(String office) {
        QuarkusTransaction.requiringNew()
                .run(() -> trail.record("s-1", "gift.shown", "donation/1", office, null));
    }

    private void sql(String statement) {
        database.createNativeQuery(statement).executeUpdate();
    }

    @Test
    void anEntryOutsideATransactionIsRefused() {
        assertThrows(
                RuntimeException.class,
                () -> trail.record("s-1", "gift.shown", "donation/1", null, null));
    }

    @Test
    void anEntryOfWorkThatFailsIsNotKept() {
        AuditTable.Head before = QuarkusTransaction.requiringNew().call(table::head);
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(
                                        () -> {
                                            trail.record("s-1", "a", "b", null, null);
                                            throw new IllegalStateException("the act failed");
                                        }));
        assertEquals(before, QuarkusTransaction.requiringNew().call(table::head));
    }

    @Test
    void manyAtOnceStillMakeOneChain() throws Exception {
        long before = QuarkusTransaction.requiringNew().call(() -> table.head().position());
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Future<?>> acts = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            acts.add(people.submit(() -> record("DE")));
        }
        for (Future<?> act : acts) {
            act.get();
        }
        people.shutdown();
        assertEquals(
                before + 80, QuarkusTransaction.requiringNew().call(() -> table.head().position()));
        assertEquals(
                List.of(), QuarkusTransaction.requiringNew().call(() -> invariant.offenders(20)));
    }

    @Test
    void theDatabaseRefusesEveryChange() {
        record("DE");
        for (String change :
                List.of(
                        "UPDATE audit_entry SET actor = 'x'",
                        "DELETE FROM audit_entry",
                        "TRUNCATE audit_entry",
                        "DELETE FROM audit_head",
                        "TRUNCATE audit_head",
                        "UPDATE audit_head SET position = position - 1")) {
            assertThrows(
                    PersistenceException.class,
                    () -> QuarkusTransaction.requiringNew().run(() -> sql(change)),
                    change);
        }
    }

    @Test
    void pagesShowTheEntriesOfAnOfficeAndOfAllNewestFirst() {
        for (String office : new String[] {"XA", "XB", "XA", null, "XA"}) {
            record(office);
        }
        AuditHistory.Scope xa =
                new AuditHistory.Scope(
                        false, Set.of("XA"), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        AuditHistory.Page first = page(xa, OptionalLong.empty());
        assertEquals(2, first.entries().size());
        AuditHistory.Page second = page(xa, first.next());
        List<AuditEntry> four = new ArrayList<>(first.entries());
        four.addAll(second.entries());
        assertEquals(
                java.util.Arrays.asList("XA", null, "XA", "XA"),
                four.stream().map(AuditEntry::office).toList());
        assertFalse(four.stream().anyMatch(entry -> "XB".equals(entry.office())));
    }

    private AuditHistory.Page page(AuditHistory.Scope scope, OptionalLong before) {
        return QuarkusTransaction.requiringNew().call(() -> history.newestFirst(scope, before, 2));
    }

    /** F14, with the triggers off: what a database administrator could do. */
    @Test
    void everyOneOfTwoHundredRandomEditsIsFound() {
        long seed = Long.getLong("almoner.seed", 14);
        Random random = new Random(seed);
        List<String> missed = new ArrayList<>();
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(300));
        try {
            for (int i = 0; i < ROWS; i++) {
                trail.record("s-" + i % 7, "gift.shown", "donation/" + i, "DE", null);
            }
            sql("ALTER TABLE audit_entry DISABLE TRIGGER USER");
            sql("ALTER TABLE audit_head DISABLE TRIGGER USER");
            long end = table.head().position();
            assertEquals(List.of(), invariant.offenders(20));
            for (int i = 0; i < EDITS; i++) {
                List<String> edit = edit(i % 8, random, end);
                sql("SAVEPOINT before_edit");
                edit.forEach(this::sql);
                if (invariant.offenders(20).isEmpty()) {
                    missed.add(String.join("; ", edit));
                }
                sql("ROLLBACK TO SAVEPOINT before_edit");
            }
        } finally {
            QuarkusTransaction.rollback();
        }
        assertEquals(List.of(), missed, "seed " + seed);
    }

    private static List<String> edit(int kind, Random random, long end) {
        long one = 1 + random.nextLong(end - 2);
        long other = one == end - 1 ? one - 1 : one + 1;
        String at = " WHERE position = " + one;
        return switch (kind) {
            case 0 -> List.of("UPDATE audit_entry SET actor = actor || 'x'" + at);
            case 1 -> List.of("UPDATE audit_entry SET office = NULL, reason = 'DE'" + at);
            case 2 ->
                    List.of(
                            "UPDATE audit_entry SET happened_at = happened_at + interval '1"
                                    + " microsecond'"
                                    + at);
            case 3 -> List.of("DELETE FROM audit_entry" + at);
            case 4 ->
                    List.of(
                            "INSERT INTO audit_entry SELECT "
                                    + (end + 1)
                                    + ", gen_random_uuid(), happened_at, actor, action, object,"
                                    + " office, reason, previous_hash, hash FROM audit_entry"
                                    + at);
            case 5 -> swap(one, other);
            case 6 -> List.of("DELETE FROM audit_entry WHERE position > " + one);
            case 7 ->
                    List.of(
                            "DELETE FROM audit_entry" + at,
                            "UPDATE audit_entry SET position = -position, hash = hash WHERE false",
                            "UPDATE audit_entry SET hash = previous_hash WHERE position = "
                                    + other);
            default -> throw new IllegalArgumentException();
        };
    }

    private static List<String> swap(long one, long other) {
        long aside = Long.MAX_VALUE;
        return List.of(
                "UPDATE audit_entry SET position = " + aside + " WHERE position = " + one,
                "UPDATE audit_entry SET position = " + one + " WHERE position = " + other,
                "UPDATE audit_entry SET position = " + other + " WHERE position = " + aside);
    }

    @Test
    void theEntryAndItsSealSayTheSameToTheMicrosecond() {
        record("DE");
        List<SealedEntry> last =
                QuarkusTransaction.requiringNew()
                        .call(() -> table.after(table.head().position() - 1, 1));
        assertTrue(last.get(0).isIntact());
    }
}
