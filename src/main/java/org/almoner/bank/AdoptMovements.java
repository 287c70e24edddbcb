package org.almoner.bank;

import java.util.UUID;
import org.almoner.sql.Sql;

/**
 * Makes movements of the lines of a file, with a number of statements that does not grow with them.
 * What is known already is left as it is; a line that waits as a whole and is now told apart is
 * split.
 */
final class AdoptMovements {

    /** Lines of one statement that are alike are counted; the parts follow their line. */
    private static final String NAME =
            """
            UPDATE bank_incoming i SET entry_key = k.line || '-' || k.nth
              FROM (SELECT statement, entry, line,
                           row_number() OVER (PARTITION BY statement, line ORDER BY entry) AS nth
                      FROM bank_incoming WHERE file_id = ? AND part = 0) k
             WHERE i.file_id = ? AND i.part = 0 AND i.statement = k.statement AND i.entry = k.entry""";

    /**
     * Some banks use a reference twice in a day. Where it is surely another line, as somebody else
     * stands on the other side, it is one of its own.
     */
    private static final String TELL_APART =
            """
            UPDATE bank_incoming i SET entry_key = i.entry_key || '~' || left(i.account_print, 8)
              FROM (SELECT n.statement, n.entry,
                           coalesce(m.account_print, first_value(n.account_print) OVER (
                               PARTITION BY n.entry_key ORDER BY n.statement, n.entry)) AS print
                      FROM bank_incoming n
                      LEFT JOIN bank_movement m ON m.key = n.entry_key AND m.parts = 1
                     WHERE n.file_id = ? AND n.part = 0 AND n.parts = 1) o
             WHERE i.file_id = ? AND i.part = 0 AND i.statement = o.statement AND i.entry = o.entry
               AND i.account_print <> o.print""";

    /** The fullest telling of a line within the file counts; then what is known decides. */
    private static final String JUDGE =
            """
            UPDATE bank_incoming i SET verdict = CASE
                     WHEN r.rank > 1 THEN 'KNOWN'
                     WHEN m.id IS NOT NULL AND m.state IN ('NEW', 'WAITING') AND m.parts < i.parts
                          AND (i.parts = 1 OR i.apart) THEN 'SPLIT'
                     WHEN EXISTS (SELECT 1 FROM bank_movement x WHERE x.entry_key = i.entry_key) THEN 'KNOWN'
                     ELSE 'NEW' END
              FROM (SELECT statement, entry, entry_key, row_number() OVER (
                           PARTITION BY entry_key ORDER BY parts DESC, statement, entry) AS rank
                      FROM bank_incoming WHERE file_id = ? AND part = 0) r
              LEFT JOIN bank_movement m ON m.entry_key = r.entry_key AND m.part = 0
             WHERE i.file_id = ? AND i.part = 0 AND i.statement = r.statement AND i.entry = r.entry""";

    /** Whoever decides about it at the same time comes first or last, never in between. */
    private static final String SPLIT =
            """
            UPDATE bank_movement m
               SET state = 'SPLIT', reason = NULL, told = NULL, account_print = NULL, decided_at = ?, belongs_to = ?
              FROM bank_incoming i
             WHERE i.file_id = ? AND i.part = 0 AND i.verdict = 'SPLIT'
               AND m.entry_key = i.entry_key AND m.part = 0 AND m.state IN ('NEW', 'WAITING')""";

    private static final String TOO_LATE =
            """
            UPDATE bank_incoming i SET verdict = 'KNOWN'
             WHERE i.file_id = ? AND i.part = 0 AND i.verdict = 'SPLIT'
               AND NOT EXISTS (SELECT 1 FROM bank_movement m
                               WHERE m.entry_key = i.entry_key AND m.part = 0 AND m.state = 'SPLIT')""";

    /** Before anything is added: a search beside the adding would read what is being added. */
    private static final String TWINS =
            """
            UPDATE bank_incoming i SET twin_id = (SELECT o.id FROM bank_movement o
                    WHERE o.content = i.content AND o.state <> 'SPLIT' LIMIT 1)
             WHERE i.file_id = ?
               AND EXISTS (SELECT 1 FROM bank_movement o
                            WHERE o.content = i.content AND o.state <> 'SPLIT')""";

    /** Statements of one file that tell the same are no better than those of two. */
    private static final String TWINS_WITHIN =
            """
            UPDATE bank_incoming i SET twin_id = f.id
              FROM (SELECT DISTINCT ON (content) content, id, statement FROM bank_incoming
                     WHERE file_id = ? ORDER BY content, statement, entry, part) f
             WHERE i.file_id = ? AND i.content = f.content AND i.statement > f.statement
               AND i.twin_id IS NULL""";

    private static final String ADOPT =
            """
            INSERT INTO bank_movement (id, file_id, statement, office, account, entry_key, key, part, parts,
                parent_id, position, booked_on, amount_minor, currency, credit, reversal, batch, code,
                proprietary, reference, several, content, twin_id, told, account_print, state)
            SELECT i.id, i.file_id, i.statement, ?, w.account, w.entry_key,
                   w.entry_key || CASE WHEN p.part = 0 THEN '' ELSE '.' || p.part END, p.part, i.parts,
                   CASE WHEN w.verdict = 'SPLIT' THEN t.id END,
                   row_number() OVER (ORDER BY i.statement, i.entry, i.part),
                   i.booked_on, i.amount_minor, i.currency, i.credit, i.reversal, i.batch, i.code,
                   i.proprietary, i.reference, i.several, i.content,
                   i.twin_id, i.told, i.account_print, 'NEW'
              FROM bank_incoming w
              JOIN bank_incoming i
                ON i.file_id = w.file_id AND i.statement = w.statement AND i.entry = w.entry
               AND (i.part > 0) = (w.parts > 1 AND w.apart)
             CROSS JOIN LATERAL (SELECT CASE WHEN w.verdict = 'SPLIT' AND i.part = 0 THEN 1
                                             ELSE i.part END AS part) p
              LEFT JOIN bank_movement t ON t.entry_key = w.entry_key AND t.part = 0
             WHERE w.file_id = ? AND w.part = 0 AND w.verdict IN ('NEW', 'SPLIT')""";

    private static final String COUNT =
            "SELECT count(*) FROM bank_incoming WHERE file_id = ? AND part = 0 AND verdict = 'KNOWN'";

    private final Sql sql;

    AdoptMovements(Sql sql) {
        this.sql = sql;
    }

    /** How many movements were new, and how many lines were known. */
    record Adopted(long movements, long known) {}

    Adopted adopt(UUID file, String office, java.time.Instant now) {
        sql.write(
                "ANALYZE bank_incoming"); // it was empty a moment ago, and would be joined as such
        sql.write(NAME, file, file);
        sql.write(TELL_APART, file, file);
        sql.write(JUDGE, file, file);
        sql.write(SPLIT, now, "bank-file/" + file, file);
        sql.write(TOO_LATE, file);
        sql.write(TWINS, file);
        sql.write(TWINS_WITHIN, file, file);
        long movements = sql.write(ADOPT, office, file);
        long known = sql.one(COUNT, row -> row.getLong(1), file).orElseThrow();
        sql.write("DELETE FROM bank_incoming WHERE file_id = ?", file);
        return new Adopted(movements, known);
    }
}
