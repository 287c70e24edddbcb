package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.sql.Sql;

/**
 * Has mandates follow the reasons for which collections under them ended; in the caller's
 * transaction.
 */
@Singleton
class FollowReasons {

    private static final String REVOKE =
            """
            UPDATE sepa_mandate m
               SET state = 'REVOKED', state_reason = c.reason, changed_at = ?, version = m.version + 1
              FROM sepa_collection c
             WHERE c.payment_id = ANY (?) AND m.id = c.mandate_id AND c.reason = ANY (?)
               AND m.state IN ('PENDING', 'ACTIVE', 'SUSPENDED')""";

    private static final String SUSPEND =
            """
            UPDATE sepa_mandate m
               SET state = 'SUSPENDED', state_reason = c.reason, changed_at = ?,
                   version = m.version + 1
              FROM sepa_collection c
             WHERE c.payment_id = ANY (?) AND m.id = c.mandate_id AND m.state = 'ACTIVE'
               AND (c.reason = ANY (?) OR (c.reason = ANY (?) AND {inARow}))"""
                    .replace(
                            "{inARow}",
                            """
                            (SELECT count(*) = ? AND bool_and(l.state IN ('RETURNED', 'REJECTED'))
                               FROM (SELECT o.state FROM sepa_collection o
                                      WHERE o.mandate_id = m.id AND o.state NOT IN ('OPEN', 'BATCHED')
                                      ORDER BY o.due_on DESC, o.payment_id DESC LIMIT ?) l)""");

    private final Sql sql;
    private final InstantSource clock;

    FollowReasons(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Suspends or revokes the mandates of collections that have just ended. */
    void after(List<UUID> payments) {
        if (payments.isEmpty()) {
            return;
        }
        Sql.Column ended = Sql.Column.ids(payments);
        sql.write(REVOKE, clock.instant(), ended, Sql.Column.texts(ReasonRule.REVOKE.codes()));
        sql.write(
                SUSPEND,
                clock.instant(),
                ended,
                Sql.Column.texts(ReasonRule.SUSPEND.codes()),
                Sql.Column.texts(ReasonRule.COUNT.codes()),
                ReasonRule.IN_A_ROW,
                ReasonRule.IN_A_ROW);
    }
}
