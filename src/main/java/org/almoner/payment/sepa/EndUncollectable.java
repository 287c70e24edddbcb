package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentNews;
import org.almoner.sql.Sql;

/** Ends collections that no bank has: their payments count as declined. */
@Singleton
class EndUncollectable {

    /** At most so many in one transaction. */
    static final int SLICE = 500;

    /** Whose mandate was suspended, taken back or forgotten since they were asked for. */
    private static final String WITHOUT_MANDATE =
            """
            UPDATE sepa_collection c
               SET state = 'WITHDRAWN', reason = 'MANDATE_' || m.state, ended_at = ?
              FROM sepa_mandate m
             WHERE m.id = c.mandate_id AND c.payment_id IN (
                   SELECT o.payment_id FROM sepa_collection o
                     JOIN sepa_mandate n ON n.id = o.mandate_id
                    WHERE o.state = 'OPEN' AND n.office = ?
                      AND n.state IN ('SUSPENDED', 'REVOKED', 'EXPIRED')
                    LIMIT ? FOR UPDATE OF o SKIP LOCKED)
            RETURNING c.payment_id""";

    private static final String ONE =
            "UPDATE sepa_collection SET state = 'WITHDRAWN', reason = 'WITHDRAWN', ended_at = ?"
                    + " WHERE payment_id = ? AND state = 'OPEN'"
                    + " RETURNING payment_id";

    private final Sql sql;
    private final PaymentNews news;
    private final InstantSource clock;

    EndUncollectable(Sql sql, PaymentNews news, InstantSource clock) {
        this.sql = sql;
        this.news = news;
        this.clock = clock;
    }

    /** Ends some of an office; how many. Call again while it equals {@link #SLICE}. */
    @Transactional(TxType.REQUIRES_NEW)
    int slice(String office) {
        List<PaymentNews.News> ended =
                sql.read(WITHOUT_MANDATE, EndUncollectable::news, clock.instant(), office, SLICE);
        news.tell(DirectDebitGateway.PROVIDER, "withdrawn", ended);
        return ended.size();
    }

    /** Ends one; whether it was open. */
    @Transactional(TxType.MANDATORY)
    boolean one(UUID payment) {
        List<PaymentNews.News> ended =
                sql.read(ONE, EndUncollectable::news, clock.instant(), payment);
        news.tell(DirectDebitGateway.PROVIDER, "withdrawn", ended);
        return !ended.isEmpty();
    }

    private static PaymentNews.News news(ResultSet row) throws SQLException {
        return new PaymentNews.News(
                "withdrawn/" + Sql.id(row, "payment_id"), new PaymentId(Sql.id(row, "payment_id")));
    }
}
