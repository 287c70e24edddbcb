package org.almoner.payment.sepa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentNews;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/** Ends collections of a batch that the bank did not make. */
final class RejectCollections {

    private static final String REJECT =
            """
            UPDATE sepa_collection c SET state = 'REJECTED', reason = n.reason, ended_at = ?
              FROM unnest(?::text[], ?::text[]) AS n (id, reason), sepa_block b
             WHERE c.end_to_end_id = n.id AND b.id = c.block AND b.batch_id = ?
               AND c.state = 'BATCHED'
            RETURNING c.payment_id""";

    /** Of this batch, and rejected: by this report or by one before. */
    private static final String REJECTED =
            """
            SELECT count(*) AS many FROM sepa_collection c JOIN sepa_block b ON b.id = c.block
             WHERE c.end_to_end_id = ANY (?) AND b.batch_id = ? AND c.state = 'REJECTED'""";

    private final Sql sql;
    private final FollowReasons follow;
    private final PaymentNews news;
    private final InstantSource clock;

    RejectCollections(Sql sql, FollowReasons follow, PaymentNews news, InstantSource clock) {
        this.sql = sql;
        this.follow = follow;
        this.news = news;
        this.clock = clock;
    }

    /** A collection and the bank's reason. */
    record Rejected(String endToEnd, String reason) {}

    /**
     * Ends them.
     *
     * @return how many are rejected now
     * @throws DomainProblem 409 when one of them is none of the batch, or its money was booked
     */
    int reject(UUID batch, List<Rejected> rejected) {
        Sql.Column names = Sql.Column.texts(rejected.stream().map(Rejected::endToEnd).toList());
        List<UUID> ended =
                sql.read(
                        REJECT,
                        RejectCollections::payment,
                        clock.instant(),
                        names,
                        Sql.Column.texts(rejected.stream().map(Rejected::reason).toList()),
                        batch);
        int known = sql.one(REJECTED, row -> row.getInt("many"), names, batch).orElseThrow();
        long distinct = rejected.stream().map(Rejected::endToEnd).distinct().count();
        if (known != distinct) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    (distinct - known)
                            + " rejected collections are none of this batch, or their money is"
                            + " booked already. Nothing of the report was taken.");
        }
        follow.after(ended);
        news.tell(
                DirectDebitGateway.PROVIDER,
                "rejected",
                ended.stream()
                        .map(it -> new PaymentNews.News("rejected/" + it, new PaymentId(it)))
                        .toList());
        return known;
    }

    private static UUID payment(ResultSet row) throws SQLException {
        return Sql.id(row, "payment_id");
    }
}
