package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.ReversalKind;
import org.almoner.sql.Sql;

/**
 * What became of a collection by the bank's files. What came back before the bank booked it was
 * never ours: it counts as declined, and nobody gets a receipt for it.
 */
@Singleton
class TellTruth {

    private static final String ONE =
            "SELECT c.*, m.office, m.reference, m.account_masked, m.creditor_name,"
                    + " m.creditor_identifier FROM sepa_collection c"
                    + " JOIN sepa_mandate m ON m.id = c.mandate_id WHERE c.payment_id = ?";

    /** A booking counts for its day, wherever in it. */
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

    private final Sql sql;
    private final Offices offices;

    TellTruth(Sql sql, Offices offices) {
        this.sql = sql;
        this.offices = offices;
    }

    Optional<ProviderReport> about(PaymentId payment) {
        return sql.one(ONE, row -> report(payment, row), payment.value());
    }

    private ProviderReport report(PaymentId payment, ResultSet row) throws SQLException {
        LocalDate settledOn = Sql.day(row, "settled_on");
        String state = row.getString("state");
        boolean ended = Sql.instant(row, "ended_at") != null;
        ProviderStatus status =
                settledOn != null
                        ? ProviderStatus.SETTLED
                        : ended ? ProviderStatus.DECLINED : ProviderStatus.PENDING;
        Money amount = ReadyCollections.euros(row.getLong("amount_minor"));
        boolean cameBack = settledOn != null && state.equals("RETURNED");
        return new ProviderReport(
                payment,
                new ProviderAnswer(
                        row.getString("end_to_end_id"),
                        status,
                        amount,
                        status == ProviderStatus.DECLINED ? row.getString("reason") : null,
                        status == ProviderStatus.PENDING
                                ? awaited(amount, row)
                                : new NextAction.None()),
                cameBack
                        ? List.of(
                                new ProviderReport.Reversal(
                                        row.getString("movement"),
                                        ReversalKind.RETURN,
                                        amount,
                                        row.getString("reason")))
                        : List.of(),
                List.of(),
                false,
                settledOn == null ? null : endOf(settledOn, row.getString("office")));
    }

    private static NextAction awaited(Money amount, ResultSet row) throws SQLException {
        return new NextAction.DirectDebit(
                amount,
                Sql.day(row, "due_on").toString(),
                row.getString("account_masked"),
                row.getString("reference"),
                row.getString("creditor_name"),
                row.getString("creditor_identifier"));
    }

    private Instant endOf(LocalDate day, String code) {
        Office office = offices.byCode(new OfficeCode(code));
        return day.atTime(END_OF_DAY).atZone(office.zone()).toInstant();
    }
}
