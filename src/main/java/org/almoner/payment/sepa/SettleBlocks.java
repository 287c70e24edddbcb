package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentNews;
import org.almoner.sql.Sql;

/**
 * Tells the collections of booked blocks that their money is there, some hundreds in a transaction;
 * nodes share the blocks, and one that dies is followed by another.
 */
@ApplicationScoped
class SettleBlocks {

    private static final int SLICE = 500;

    private static final String NEXT =
            "SELECT id FROM sepa_block WHERE booked_on IS NOT NULL AND NOT told LIMIT 1"
                    + " FOR UPDATE SKIP LOCKED";

    private static final String SETTLE =
            """
            UPDATE sepa_collection c SET state = 'SETTLED', settled_on = b.booked_on
              FROM sepa_block b
             WHERE b.id = c.block AND c.payment_id IN (
                   SELECT payment_id FROM sepa_collection WHERE block = ? AND state = 'BATCHED'
                    ORDER BY payment_id LIMIT ? FOR UPDATE)
            RETURNING c.payment_id""";

    private final Sql sql;
    private final PaymentNews news;

    SettleBlocks(Sql sql, PaymentNews news) {
        this.sql = sql;
        this.news = news;
    }

    @Scheduled(
            every = "{almoner.sepa.batches.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing is left to be told; how many collections were settled. */
    int run() {
        int settled = 0;
        int slice;
        do {
            slice = QuarkusTransaction.requiringNew().call(this::slice);
            settled += Math.max(0, slice);
        } while (slice >= 0);
        return settled;
    }

    /** How many were settled; -1 when there is no block left. */
    private int slice() {
        Optional<UUID> block = sql.one(NEXT, row -> Sql.id(row, "id"));
        if (block.isEmpty()) {
            return -1;
        }
        List<PaymentNews.News> settled = sql.read(SETTLE, SettleBlocks::news, block.get(), SLICE);
        news.tell(DirectDebitGateway.PROVIDER, "settled", settled);
        if (settled.size() < SLICE) {
            sql.write("UPDATE sepa_block SET told = true WHERE id = ?", block.get());
        }
        return settled.size();
    }

    private static PaymentNews.News news(ResultSet row) throws SQLException {
        UUID payment = Sql.id(row, "payment_id");
        return new PaymentNews.News("settled/" + payment, new PaymentId(payment));
    }
}
