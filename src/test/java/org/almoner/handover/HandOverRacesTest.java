package org.almoner.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almoner.TestDatabase;
import org.almoner.contact.TransferDecision;
import org.almoner.contact.TransferDecisions;
import org.almoner.contact.TransferInstrument;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.selfcheck.Invariant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs, writers and readers that meet. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HandOverRacesTest extends HandOverCase {

    private static final OfficeCode NOWHERE = new OfficeCode("QH");

    @Inject BearEntries bear;
    @Inject TransferDecisions transfers;
    @Inject jakarta.enterprise.inject.Instance<Invariant> invariants;

    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void feedsAndHoldingsAgree() {
        threads.shutdown();
        for (Invariant invariant : invariants) {
            if (List.of("I30", "I31").contains(invariant.id())) {
                assertEquals(List.of(), invariant.offenders(10), invariant.sentence());
            }
        }
    }

    @Test
    void however_many_work_at_once_each_change_is_told_once() throws Exception {
        List<DonorId> donors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            donors.add(mover());
        }
        List<Callable<Boolean>> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(
                    () -> {
                        work.run();
                        sweep.run();
                        return true;
                    });
        }
        for (Future<Boolean> job : threads.invokeAll(jobs)) {
            job.get();
        }
        work.run();
        for (DonorId donor : donors) {
            assertEquals(List.of("INITIAL"), born("NL", donor));
            assertEquals(List.of("INITIAL"), born("DE", donor));
        }
    }

    @Test
    void a_cursor_never_passes_an_entry_that_is_committed_later() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(this::writes);
        }
        long before = end(NOWHERE.value());
        Future<List<Long>> reader = threads.submit(() -> read(before, done));
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
            writer.get();
        }
        done.set(true);
        List<Long> seen = reader.get();
        List<Long> all = new ArrayList<>();
        for (long position = before + 1; position <= before + 4 * 25 * 2; position++) {
            all.add(position);
        }
        assertEquals(all, seen, "each once, in order, none left out");
    }

    /** Twenty-five transactions that take long to commit, every fifth of which fails at its end. */
    private Boolean writes() {
        int good = 0;
        for (int i = 0; good < 25; i++) {
            boolean fails = i % 5 == 4;
            try {
                QuarkusTransaction.requiringNew()
                        .run(
                                () -> {
                                    bear.bear(List.of(birth(), birth()), clock.instant());
                                    sql.read("SELECT pg_sleep(0.005)", row -> 1);
                                    if (fails) {
                                        throw new IllegalStateException("changed its mind");
                                    }
                                });
                good++;
            } catch (IllegalStateException undone) {
                assertTrue(fails, "only what was to fail");
            }
        }
        return true;
    }

    private Birth birth() {
        return new Birth(
                NOWHERE,
                new DonorId(ids.next()),
                NOWHERE,
                HandOverKind.INITIAL,
                new Ground(TransferInstrument.SAME_OFFICE, null, null, null, null),
                null,
                null,
                List.of("lastName"),
                "a".repeat(64));
    }

    private List<Long> read(long behind, AtomicBoolean done) {
        List<Long> seen = new ArrayList<>();
        long cursor = behind;
        boolean last = false;
        while (!last) {
            last = done.get();
            for (Long position :
                    sql.read(
                            "SELECT position FROM handover_entry WHERE office = ? AND position > ?"
                                    + " ORDER BY position",
                            row -> row.getLong(1),
                            NOWHERE.value(),
                            cursor)) {
                seen.add(position);
                cursor = position;
            }
        }
        return seen;
    }

    @Test
    void of_contradicting_answers_at_once_the_office_is_told_what_the_ledger_says()
            throws Exception {
        List<DonorId> donors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            donors.add(mover());
        }
        work.run();
        List<Callable<Boolean>> acts = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            DonorId donor = donors.get(i % donors.size());
            boolean yes = i / donors.size() % 2 == 1;
            acts.add(
                    () -> {
                        says(donor, "DE", MOVING, yes);
                        return true;
                    });
            if (i % 4 == 0) {
                acts.add(
                        () -> {
                            work.run();
                            return true;
                        });
            }
        }
        for (Future<Boolean> act : threads.invokeAll(acts)) {
            act.get();
        }
        work.run();
        for (DonorId donor : donors) {
            boolean may =
                    transfers
                            .mayTransfer(donor, new OfficeCode("NL"), clock.instant())
                            .map(TransferDecision::isYes)
                            .orElseThrow();
            List<String> told = born("NL", donor);
            String last = told.get(told.size() - 1);
            assertEquals(may, !last.equals("WITHDRAWN"), told.toString());
            for (int i = 1; i < told.size(); i++) {
                assertTrue(!told.get(i).equals(told.get(i - 1)), told.toString());
            }
        }
    }

    @Test
    void a_slice_costs_as_many_statements_as_one_donor() {
        int one = statementsFor(1);
        int many = statementsFor(120);
        // Mails that other tests caused ask for donors as well, for as long as they are under way.
        for (int again = 0; again < 5 && many > one; again++) {
            many = statementsFor(120);
        }
        assertTrue(many <= one, many + " statements for many, " + one + " for one");
        fetched("NL", Math.max(0, end("NL") - 1));
        int few = rendered(1);
        int whole = rendered(100);
        for (int again = 0; again < 5 && whole > few; again++) {
            whole = rendered(100);
        }
        assertTrue(whole <= few, "a page of a hundred costs more than one of one");
    }

    private int statementsFor(int donors) {
        for (int i = 0; i < donors; i++) {
            mover();
        }
        count();
        work.run();
        return counted();
    }

    private int rendered(int limit) {
        String token = org.almoner.TestStaff.token(List.of("receiver"), List.of("NL"));
        json(token)
                .queryParam("office", "NL")
                .queryParam("limit", limit)
                .get("/v1/staff/hand-overs");
        count();
        json(token)
                .queryParam("office", "NL")
                .queryParam("limit", limit)
                .get("/v1/staff/hand-overs")
                .then()
                .statusCode(200);
        return counted();
    }

    private void count() {
        sql.write("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        sql.read("SELECT pg_stat_statements_reset()", row -> 1);
    }

    private int counted() {
        return sql.one(
                        "SELECT sum(calls) FROM pg_stat_statements WHERE toplevel AND query ~"
                                + " 'handover|consent_event|donor|donation|suppressed|sign_up'"
                                + " AND query !~ 'pg_stat_statements|handover_sweep'",
                        row -> row.getInt(1))
                .orElse(0);
    }
}
