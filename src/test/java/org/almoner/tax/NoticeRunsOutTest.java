package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.signature.DocumentSigners;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * § 63(5) AO to the day: the notice of 14 May 2024 carries confirmations until 14 May 2029, and a
 * run that is under way on the day after stops.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NoticeRunsOutTest {

    @Inject GiftsOfAYear gifts;
    @Inject EligibleGifts eligible;
    @Inject RunRows rows;
    @Inject TermsOfStatements terms;
    @Inject DocumentSigners signers;
    @Inject Offices offices;
    @Inject NumberStatements numbering;
    @Inject TaxConfig config;
    @Inject Ids ids;

    private StatementRuns at(InstantSource clock) {
        return new StatementRuns(
                eligible, rows, terms, new Blockers(terms, signers, clock), offices, ids, clock);
    }

    private static InstantSource noonOf(String day) {
        return InstantSource.fixed(Instant.parse(day + "T10:00:00Z"));
    }

    private static StatementRuns.Wish wish() {
        return new StatementRuns.Wish(new OfficeCode("DE"), 2000, null, true, false);
    }

    @Test
    void statements_are_issued_on_the_last_day_and_not_on_the_day_after() {
        assertEquals(List.of(), at(noonOf("2029-05-14")).preview(wish()).blockers());
        assertEquals(
                List.of(Blocker.NOTICE_TOO_OLD),
                at(noonOf("2029-05-15")).preview(wish()).blockers());
        Assertions.assertThrows(
                DomainProblem.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> at(noonOf("2029-05-15")).start(wish(), "clerk")));
    }

    @Test
    void a_run_stops_when_the_notice_runs_out_and_nothing_more_is_numbered() {
        gifts.gift(gifts.donor("DE", "Olga", "Ablauf"), "DE", "EUR", 800, "2000-03-03T10:00:00Z");
        StatementRuns before = at(noonOf("2029-05-14"));
        UUID run = QuarkusTransaction.requiringNew().call(() -> before.start(wish(), "clerk")).id();
        work(before, "2029-05-14", run); // everybody is listed
        StatementRuns after = at(noonOf("2029-05-15"));
        work(after, "2029-05-15", run);
        RunView stopped = rows.find(run).orElseThrow();
        assertEquals(RunState.STOPPED, stopped.state());
        assertEquals("NOTICE_TOO_OLD", stopped.stoppedBecause());
        assertEquals(0, stopped.numbered());
        Assertions.assertThrows(
                DomainProblem.class,
                () -> QuarkusTransaction.requiringNew().run(() -> after.resume(run)));
        QuarkusTransaction.requiringNew().run(() -> before.resume(run));
        for (int i = 0; i < 4; i++) {
            work(before, "2029-05-14", run);
        }
        assertEquals(1, rows.find(run).orElseThrow().numbered());
    }

    private void work(StatementRuns runs, String day, UUID run) {
        new CarryOutRuns(
                        runs,
                        new Blockers(terms, signers, noonOf(day)),
                        rows,
                        numbering,
                        offices,
                        config,
                        noonOf(day))
                .step(run);
    }
}
