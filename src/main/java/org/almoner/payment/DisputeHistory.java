package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/** Disputes that there are and were. */
@ApplicationScoped
public class DisputeHistory {

    private static final String PAGE =
            """
            SELECT d.provider, d.provider_reference, d.closed, d.payment_id, p.reference, p.office,
                   coalesce(d.amount_minor, p.amount_minor) AS minor, coalesce(d.currency, p.currency) AS currency,
                   d.reason, d.answer_until, d.opened_at, d.closed_at,
                   EXISTS (SELECT 1 FROM payment_reversal r WHERE r.provider = d.provider
                              AND r.provider_reference = d.provider_reference AND r.kind = 'RETURN') AS lost
              FROM payment_dispute d JOIN payment p ON p.id = d.payment_id
             WHERE (?::text[] IS NULL OR p.office = ANY (?)) AND (?::boolean IS NULL OR d.closed <> ?)
               AND (?::timestamptz IS NULL OR (d.opened_at, d.provider, d.provider_reference)
                    < (?, ?::text, ?::text))
             ORDER BY d.opened_at DESC, d.provider DESC, d.provider_reference DESC LIMIT ?""";

    private final Sql sql;

    DisputeHistory(Sql sql) {
        this.sql = sql;
    }

    /** What became of a dispute, as far as we know. */
    public enum State {
        /** It is not over. */
        OPEN,
        /** It is over and nothing was taken. */
        CLOSED,
        /** It is over and the money is gone. */
        LOST
    }

    /**
     * A dispute.
     *
     * @param dispute the provider's id
     * @param gift what was paid for
     * @param amount what is in dispute; all that was paid where the provider does not say
     * @param reason the provider's code; {@code null} when none was given
     * @param answerUntil when an answer is too late; {@code null} when the provider does not say
     * @param openedAt when we heard of it first
     * @param closedAt when we heard of its end; {@code null} while it is open
     */
    public record DisputeView(
            String dispute,
            String provider,
            UUID payment,
            UUID gift,
            String office,
            Money amount,
            State state,
            String reason,
            Instant answerUntil,
            Instant openedAt,
            Instant closedAt) {}

    /** Where a page begins; of {@code null}s at the beginning. */
    public record After(Instant openedAt, String provider, String dispute) {}

    /**
     * Disputes, the latest first, after the one named.
     *
     * @param offices codes; {@code null} for all
     * @param open whether only open ones or only those that are over; {@code null} for all
     */
    public List<DisputeView> page(List<String> offices, Boolean open, After after, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(
                PAGE,
                DisputeHistory::view,
                codes,
                codes,
                open,
                open,
                after.openedAt(),
                after.openedAt(),
                after.provider(),
                after.dispute(),
                limit);
    }

    private static DisputeView view(ResultSet row) throws SQLException {
        boolean lost = row.getBoolean("lost");
        return new DisputeView(
                row.getString("provider_reference"),
                row.getString("provider"),
                Sql.id(row, "payment_id"),
                Sql.id(row, "reference"),
                row.getString("office"),
                Money.of(row.getLong("minor"), row.getString("currency")),
                row.getBoolean("closed") ? (lost ? State.LOST : State.CLOSED) : State.OPEN,
                row.getString("reason"),
                Sql.instant(row, "answer_until"),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "closed_at"));
    }
}
