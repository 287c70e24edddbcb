package org.almoner.tax;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/** Runs and whom they are about, as they lie in the database. */
@Singleton
class RunRows {

    private static final String SELECT =
            """
            SELECT r.*, (SELECT count(*) FROM tax_statement s
                          WHERE s.run_id = r.id AND s.state = 'NUMBERED')::int AS unwritten,
                   (SELECT count(*) FROM tax_statement s WHERE s.run_id = r.id AND s.state = 'NUMBERED'
                       AND s.failed_at IS NOT NULL)::int AS failed,
                   (SELECT count(*) FROM tax_statement_pdf p JOIN tax_statement s ON s.id = p.statement_id
                     WHERE p.letters_missing AND s.run_id = r.id)::int AS letters
              FROM statement_run r
            """;

    /** Everybody with a gift of the year who is not listed yet. */
    private static final String LIST =
            """
            WITH run AS (
                SELECT id FROM statement_run WHERE id = ? AND state = ? FOR UPDATE SKIP LOCKED),
            listed AS (
                INSERT INTO statement_run_person (run_id, person, state)
                SELECT run.id, p.person, 'WAITING' FROM run CROSS JOIN (
                    SELECT DISTINCT coalesce(m.account_id, g.donor_id) AS person
                      FROM donation g LEFT JOIN account_donor m ON m.donor_id = g.donor_id
                     WHERE g.office = ? AND g.currency = ? AND g.settled_at >= ? AND g.settled_at < ?) p
                ON CONFLICT ON CONSTRAINT pk_statement_run_person DO NOTHING RETURNING 1)
            UPDATE statement_run r
               SET persons = coalesce(r.persons, 0) + (SELECT count(*) FROM listed),
                   state = CASE WHEN ? AND (SELECT count(*) FROM listed) = 0 THEN 'WRITING' ELSE 'NUMBERING' END
              FROM run WHERE r.id = run.id""";

    private static final String OUTCOMES =
            """
            UPDATE statement_run_person p SET reason = t.reason, statement_id = t.statement,
                   state = CASE WHEN t.statement IS NULL THEN 'LEFT_OUT' ELSE 'NUMBERED' END
              FROM unnest(?::uuid[], ?::text[], ?::uuid[]) AS t (person, reason, statement)
             WHERE p.run_id = ? AND p.person = t.person""";

    private final Sql sql;
    private final Sql patient;

    RunRows(Sql sql, @Patient Sql patient) {
        this.sql = sql;
        this.patient = patient;
    }

    void insert(UUID id, TaxYear year, StatementRuns.Wish wish, String by, Instant now) {
        sql.write(
                "INSERT INTO statement_run (id, office, tax_year, from_day, to_day, waits_for_returns,"
                        + " mails, state, started_by, started_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 'LISTING', ?, ?)",
                id,
                year.office().value(),
                year.year(),
                year.from(),
                year.to(),
                wish.waitsForReturns(),
                wish.mails(),
                by,
                now);
    }

    Optional<RunView> find(UUID id) {
        return sql.one(SELECT + " WHERE r.id = ?", RunRows::view, id);
    }

    /** As {@link #find}, and nobody else changes it until we commit; empty while somebody does. */
    Optional<RunView> claim(UUID id, RunState state) {
        return sql.one(
                SELECT + " WHERE r.id = ? AND r.state = ? FOR UPDATE OF r SKIP LOCKED",
                RunRows::view,
                id,
                state.name());
    }

    /** As {@link #find}, waiting for whoever changes it. */
    Optional<RunView> lock(UUID id) {
        return sql.one(SELECT + " WHERE r.id = ? FOR UPDATE OF r", RunRows::view, id);
    }

    List<RunView> live() {
        return sql.read(
                SELECT
                        + " WHERE r.state IN ('LISTING', 'NUMBERING', 'WRITING') ORDER BY r.id LIMIT 100",
                RunRows::view);
    }

    Optional<RunView> liveOf(OfficeCode office, int year) {
        return sql.one(
                SELECT
                        + " WHERE r.state IN ('LISTING', 'NUMBERING', 'WRITING') AND r.office = ?"
                        + " AND r.tax_year = ?",
                RunRows::view,
                office.value(),
                year);
    }

    /** Newest first, of all offices or of those named. */
    List<RunView> page(List<String> offices, Instant beforeAt, UUID beforeId, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(
                SELECT
                        + " WHERE (?::text[] IS NULL OR r.office = ANY (?::text[]))"
                        + " AND (?::timestamptz IS NULL OR (r.started_at, r.id) < (?, ?::uuid))"
                        + " ORDER BY r.started_at DESC, r.id DESC LIMIT ?",
                RunRows::view,
                codes,
                codes,
                beforeAt,
                beforeAt,
                beforeId,
                limit);
    }

    /**
     * Lists everybody who is not listed; when nobody is left to list, writing begins.
     *
     * @return false when another node is at it
     */
    boolean list(Job job, RunState state) {
        return 1
                == patient.write(
                        LIST,
                        job.run(),
                        state.name(),
                        job.office().code().value(),
                        job.office().currency().getCurrencyCode(),
                        job.year().begins(),
                        job.year().ends(),
                        state == RunState.NUMBERING);
    }

    /** The next persons to be numbered. */
    List<UUID> waiting(UUID run, int limit) {
        return sql.read(
                "SELECT person FROM statement_run_person WHERE run_id = ? AND state = 'WAITING'"
                        + " ORDER BY person LIMIT ?",
                row -> Sql.id(row, "person"),
                run,
                limit);
    }

    /** Notes what became of persons, and counts. */
    void note(UUID run, List<NumberStatements.Outcome> outcomes) {
        sql.write(
                OUTCOMES,
                Sql.Column.ids(outcomes.stream().map(NumberStatements.Outcome::person).toList()),
                Sql.Column.texts(
                        outcomes.stream()
                                .map(it -> it.reason() == null ? null : it.reason().name())
                                .toList()),
                Sql.Column.ids(outcomes.stream().map(NumberStatements.Outcome::statement).toList()),
                run);
        int numbered = (int) outcomes.stream().filter(it -> it.statement() != null).count();
        sql.write(
                "UPDATE statement_run SET numbered = numbered + ?, left_out = left_out + ? WHERE id = ?",
                numbered,
                outcomes.size() - numbered,
                run);
    }

    /** Lets persons whose reason may have passed be looked at again. */
    void giveAnotherLook(UUID run) {
        int again =
                sql.write(
                        "UPDATE statement_run_person SET state = 'WAITING', reason = NULL"
                                + " WHERE run_id = ? AND state = 'LEFT_OUT'",
                        run);
        sql.write("UPDATE statement_run SET left_out = left_out - ? WHERE id = ?", again, run);
    }

    void become(UUID run, RunState state, String because, Instant now) {
        sql.write(
                "UPDATE statement_run SET state = ?, stopped_because = ?, ended_at = ? WHERE id = ?",
                state.name(),
                because,
                state.isLive() ? null : now,
                run);
    }

    /** Who got none, in the order of their ids, each with the donor's row written last. */
    List<EligibleGifts.Person> leftOut(UUID run, LeftOut reason, UUID after, int limit) {
        String only = reason == null ? null : reason.name();
        return sql.read(
                "SELECT person, reason FROM statement_run_person WHERE run_id = ? AND state = 'LEFT_OUT'"
                        + " AND (?::text IS NULL OR reason = ?) AND (?::uuid IS NULL OR person > ?)"
                        + " ORDER BY person LIMIT ?",
                row ->
                        new EligibleGifts.Person(
                                Sql.id(row, "person"), LeftOut.valueOf(row.getString("reason"))),
                run,
                only,
                only,
                after,
                after,
                limit);
    }

    private static RunView view(ResultSet row) throws SQLException {
        int numbered = row.getInt("numbered");
        int persons = row.getInt("persons");
        return new RunView(
                Sql.id(row, "id"),
                row.getString("office"),
                row.getInt("tax_year"),
                Sql.day(row, "from_day"),
                Sql.day(row, "to_day"),
                row.getBoolean("waits_for_returns"),
                row.getBoolean("mails"),
                RunState.valueOf(row.getString("state")),
                row.getString("stopped_because"),
                persons,
                numbered,
                numbered - row.getInt("unwritten"),
                row.getInt("failed"),
                row.getInt("letters"),
                row.getInt("left_out"),
                row.getString("started_by"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"));
    }
}
