package org.almoner.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.BalanceMovement;
import org.almoner.sql.Sql;

/** What providers pay out to offices, and the gifts, fees and refunds it is made of. */
@ApplicationScoped
public class Payouts {

    private static final String SELECT =
            """
            SELECT o.*, EXISTS (SELECT 1 FROM provider_movement f WHERE f.provider = o.provider
                                   AND f.payout = o.payout AND f.kind = 'PAYOUT_FAILED') AS failed
              FROM provider_payout o""";

    private static final String PAGE =
            SELECT
                    + " WHERE (?::text[] IS NULL OR o.office = ANY (?))"
                    + " AND (?::timestamptz IS NULL OR (o.recorded_at, o.id) < (?, ?))"
                    + " ORDER BY o.recorded_at DESC, o.id DESC LIMIT ?";

    private static final String PARTS =
            """
            SELECT m.*, p.reference AS gift FROM provider_payout o
              JOIN provider_movement m ON m.provider = o.provider AND m.paid_with = o.payout
              LEFT JOIN payment p ON p.id = m.payment_id
             WHERE o.id = ? AND (?::timestamptz IS NULL OR (m.recorded_at, m.id) > (?, ?))
             ORDER BY m.recorded_at, m.id LIMIT ?""";

    private static final String FITTING =
            "SELECT * FROM ("
                    + SELECT
                    + " WHERE o.office = ? AND o.amount_minor = ? AND o.currency = ? AND o.bank_key IS NULL) o"
                    + " CROSS JOIN LATERAL (SELECT abs(o.arrives_on - ?::date) AS days) d"
                    + " WHERE NOT o.failed AND d.days <= ? ORDER BY d.days, o.id LIMIT ?";

    private final Sql sql;
    private final ReconciliationConfig config;

    Payouts(Sql sql, ReconciliationConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /** What has become of a payout. */
    public enum State {
        /** It left the provider and is on no bank statement. */
        UNDERWAY,
        /** A bank statement shows it. */
        ARRIVED,
        /** It came back to the provider. */
        FAILED
    }

    /** Whether it is known what a payout is made of. */
    public enum Parts {
        /** The provider is still asked. */
        OPEN,
        /** Its movements make its amount. */
        WHOLE,
        /** They do not, however often the provider was asked. */
        DIFFERS,
        /** The provider does not tell. */
        UNTOLD
    }

    /**
     * A payout.
     *
     * @param payout the provider's id
     * @param arrivesOn when it is to reach the bank, as the provider says
     * @param arrivedOn the bank's day of booking; {@code null} while no statement shows it
     */
    public record PayoutView(
            UUID id,
            String office,
            String provider,
            String payout,
            Money amount,
            State state,
            Parts parts,
            Instant recordedAt,
            LocalDate arrivesOn,
            LocalDate arrivedOn) {}

    /**
     * A movement that left with a payout.
     *
     * @param movement the provider's id
     * @param gift {@code null} when it is about none of ours
     * @param gross minor units with sign
     * @param fee minor units that the provider kept of it, with sign
     */
    public record Part(
            UUID id,
            String movement,
            BalanceMovement.Kind kind,
            UUID gift,
            long gross,
            long fee,
            String currency,
            Instant at) {}

    /**
     * Payouts, the latest first, after the one named.
     *
     * @param offices codes; {@code null} for all
     */
    public List<PayoutView> page(List<String> offices, Instant before, UUID beforeId, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(PAGE, Payouts::view, codes, codes, before, before, beforeId, limit);
    }

    /** Payouts under way that a line of a statement may be, the nearest day first. */
    public List<PayoutView> fitting(String office, Money amount, LocalDate day, int limit) {
        return sql.read(
                FITTING,
                Payouts::view,
                office,
                amount.minor(),
                amount.currency().getCurrencyCode(),
                day,
                config.arrivalDays(),
                limit);
    }

    /** One payout. */
    public Optional<PayoutView> find(UUID id) {
        return sql.one(SELECT + " WHERE o.id = ?", Payouts::view, id);
    }

    /** What a payout is made of, in the order in which it happened, after the movement named. */
    public List<Part> parts(UUID payout, Instant after, UUID afterId, int limit) {
        return sql.read(PARTS, Payouts::part, payout, after, after, afterId, limit);
    }

    private static PayoutView view(ResultSet row) throws SQLException {
        LocalDate arrived = Sql.day(row, "bank_day");
        State otherwise = row.getBoolean("failed") ? State.FAILED : State.UNDERWAY;
        return new PayoutView(
                Sql.id(row, "id"),
                row.getString("office"),
                row.getString("provider"),
                row.getString("payout"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                arrived == null ? otherwise : State.ARRIVED,
                Parts.valueOf(row.getString("parts")),
                Sql.instant(row, "recorded_at"),
                Sql.day(row, "arrives_on"),
                arrived);
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                Sql.id(row, "id"),
                row.getString("reference"),
                BalanceMovement.Kind.valueOf(row.getString("kind")),
                Sql.id(row, "gift"),
                row.getLong("gross_minor"),
                row.getLong("fee_minor"),
                row.getString("currency"),
                Sql.instant(row, "recorded_at"));
    }
}
