package org.almoner.tax;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.sql.Sql;

/**
 * What statements are made of: one office, one year, one moment.
 *
 * @param waits whether whoever could still have a gift back waits
 * @param run {@code null} for a single statement
 * @param mails whether donors are told by mail
 * @param replaces the statement whose gifts are stated anew; {@code null} for none
 * @param now moment of issue
 */
record Job(
        Office office,
        TaxYear year,
        StatementTerms terms,
        boolean waits,
        UUID run,
        boolean mails,
        UUID replaces,
        Instant now) {

    /** Day of issue, at the office. */
    LocalDate today() {
        return office.dayOf(now);
    }

    /** Methods that can be taken back, for {@link EligibleGifts}. */
    Sql.Column methods() {
        return Sql.Column.texts(terms.returnDays().keySet().stream().map(Enum::name).toList());
    }

    /** Since when the gifts of these methods can be taken back, in the same order. */
    Sql.Column since() {
        List<Instant> since = new ArrayList<>();
        for (Integer days : terms.returnDays().values()) {
            since.add(now.minus(Duration.ofDays(days)));
        }
        return new Sql.Column("timestamptz", since);
    }
}
