package org.almoner.tax;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.almoner.benefit.BenefitChanged;
import org.almoner.donation.DonationReversed;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/**
 * When money of a gift flows back that stands on a live statement, or something given in return for
 * it becomes known that the statement would tell otherwise, somebody must cancel or replace it.
 * Raised in the transaction that records it.
 */
@Singleton
class RaiseCases {

    private static final String RAISE =
            "INSERT INTO statement_case (id, statement_id, donation_id, back_minor, raised_at)"
                    + " SELECT ?, l.statement_id, l.donation_id, ?, ? FROM tax_statement_line l"
                    + " WHERE l.donation_id = ? AND l.live";

    /** What makes no difference to the statement, such as what is too little to matter, is none. */
    private static final String RAISE_FOR_BENEFIT =
            "WITH "
                    + BenefitSql.RULES
                    + " INSERT INTO statement_case (id, statement_id, donation_id, back_minor, benefit_id,"
                    + " raised_at) SELECT ?, l.statement_id, l.donation_id, 0, ?, ?"
                    + " FROM donation g JOIN tax_statement_line l ON l.donation_id = g.id AND l.live "
                    + BenefitSql.JOINS
                    + " WHERE g.id = ? AND "
                    + BenefitSql.DIFFERS;

    private final TermsOfStatements terms;
    private final Offices offices;
    private final Sql sql;
    private final Ids ids;

    RaiseCases(TermsOfStatements terms, Offices offices, Sql sql, Ids ids) {
        this.terms = terms;
        this.offices = offices;
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

    void onBenefit(@Observes BenefitChanged change) {
        Office office = offices.byCode(change.office());
        List<Object> values = new ArrayList<>(terms.benefits(office.code()).values(office.zone()));
        values.addAll(List.of(ids.next(), change.benefit(), change.at(), change.gift().value()));
        sql.write(RAISE_FOR_BENEFIT, values.toArray());
    }
}
