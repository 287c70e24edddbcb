package org.almoner.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * Holds a day of an office against itself: what providers say, what the ledger says, what the bank
 * says, and in what they do not agree. It reads only, in one snapshot, on the connections of those
 * who have time.
 */
@ApplicationScoped
public class Reconciliations {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Sql patient;
    private final ReconciliationConfig config;
    private final InstantSource clock;

    Reconciliations(@Patient Sql patient, ReconciliationConfig config, InstantSource clock) {
        this.patient = patient;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Which part of the differences: those behind the one named.
     *
     * @param only of this kind; {@code null} for all
     * @param after kind of the last one shown; {@code null} at the beginning
     * @param afterId its id; {@code null} likewise
     * @param limit how many at most
     */
    public record Part(DifferenceKind only, DifferenceKind after, UUID afterId, int limit) {}

    private record Span(String office, Instant begins, Instant ends, LocalDate day) {}

    /**
     * The day as a whole.
     *
     * @throws DomainProblem 400 when the day lies before 2000 or has not begun at the office
     */
    public DayReport day(Office office, LocalDate day) {
        Span span = span(office, day);
        return patient.inSnapshot(
                one ->
                        new DayReport(
                                span.office(),
                                day,
                                office.zone().getId(),
                                one.read(
                                        DaySql.PROVIDERS,
                                        row -> provider(row, span),
                                        span.office(),
                                        span.begins(),
                                        span.ends()),
                                one.read(
                                        DaySql.LEDGER,
                                        Reconciliations::account,
                                        span.office(),
                                        span.begins(),
                                        span.ends()),
                                one.read(
                                        DaySql.BANK,
                                        Reconciliations::bank,
                                        span.office(),
                                        span.day()),
                                one.read(
                                        DifferencesSql.COUNTS,
                                        Reconciliations::count,
                                        span.office(),
                                        span.begins(),
                                        span.ends(),
                                        span.day(),
                                        config.arrivalDays())));
    }

    /**
     * What does not agree, in the order of kind and id, after those shown.
     *
     * @throws DomainProblem as {@link #day}
     */
    public List<Difference> differences(Office office, LocalDate day, Part part) {
        Span span = span(office, day);
        String kind = part.only() == null ? null : part.only().name();
        String behind = part.after() == null ? null : part.after().name();
        return patient.read(
                DifferencesSql.PAGE,
                Reconciliations::difference,
                span.office(),
                span.begins(),
                span.ends(),
                span.day(),
                config.arrivalDays(),
                kind,
                kind,
                behind,
                behind,
                part.afterId(),
                part.limit());
    }

    private Span span(Office office, LocalDate day) {
        ZoneId zone = office.zone();
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        if (day.isBefore(FIRST) || day.isAfter(today)) {
            throw DomainProblem.invalid(
                    "query:day", "out_of_range", "A day from " + FIRST + " to " + today + ".");
        }
        return new Span(
                office.code().value(),
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                day);
    }

    private static DayReport.ProviderDay provider(ResultSet row, Span span) throws SQLException {
        Instant until = Sql.instant(row, "read_until");
        long closing = row.getLong("closing");
        long clearing = row.getLong("clearing");
        return new DayReport.ProviderDay(
                row.getString("provider"),
                until,
                until != null && !until.isBefore(span.ends()),
                row.getString("currency"),
                row.getLong("movements"),
                row.getLong("opening"),
                row.getLong("paid_in"),
                row.getLong("refunded"),
                row.getLong("fees"),
                row.getLong("disputed"),
                row.getLong("paid_out"),
                row.getLong("other"),
                closing,
                clearing,
                closing - clearing);
    }

    private static DayReport.AccountDay account(ResultSet row) throws SQLException {
        long opening = row.getLong("opening");
        long debits = row.getLong("debits");
        long credits = row.getLong("credits");
        return new DayReport.AccountDay(
                row.getString("account"),
                row.getString("currency"),
                opening,
                debits,
                credits,
                opening + debits - credits);
    }

    private static DayReport.BankDay bank(ResultSet row) throws SQLException {
        return new DayReport.BankDay(
                row.getString("kind"),
                row.getString("currency"),
                row.getLong("movements"),
                row.getLong("credits"),
                row.getLong("debits"));
    }

    private static DayReport.Count count(ResultSet row) throws SQLException {
        return new DayReport.Count(
                DifferenceKind.valueOf(row.getString("kind")), row.getLong("many"));
    }

    private static Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                DifferenceKind.valueOf(row.getString("kind")),
                Sql.id(row, "id"),
                row.getString("provider"),
                row.getString("movement"),
                Sql.id(row, "payment"),
                Sql.id(row, "gift"),
                row.getString("payout"),
                row.getObject("told", Long.class),
                row.getObject("booked", Long.class),
                row.getString("currency"),
                row.getString("booked_currency"),
                Sql.instant(row, "at"));
    }
}
