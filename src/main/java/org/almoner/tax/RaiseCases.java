package org.almoner.tax;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.almoner.donation.DonationReversed;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;

/**
 * When money of a gift flows back that stands on a live statement, somebody must cancel or replace
 * it: the statement says more than was given. Raised in the transaction that records the movement.
 */
@Singleton
class RaiseCases {

    private static final String RAISE =
            "INSERT INTO statement_case (id, statement_id, donation_id, back_minor, raised_at)"
                    + " SELECT ?, l.statement_id, l.donation_id, ?, ? FROM tax_statement_line l"
                    + " WHERE l.donation_id = ? AND l.live";

    private final Sql sql;
    private final Ids ids;

    RaiseCases(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    void onReversed(@Observes DonationReversed reversal) {
        sql.write(
                RAISE,
                ids.next(),
                reversal.amount().minor(),
                reversal.at(),
                reversal.donation().value());
    }
}
