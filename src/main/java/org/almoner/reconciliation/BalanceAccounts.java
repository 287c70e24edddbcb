package org.almoner.reconciliation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.almoner.sql.Sql;

/** The accounts that providers hold for offices, how far each was read, and who is reading it. */
@Singleton
class BalanceAccounts {

    private static final String KNOW =
            """
            INSERT INTO provider_account (provider, office, known_since, not_before)
            SELECT ?, o.code, ?, ? FROM office o WHERE o.code = ANY (?)
            ON CONFLICT ON CONSTRAINT pk_provider_account DO NOTHING""";

    /**
     * Of an account that was never read, everything since the first payment with the provider is
     * asked for.
     */
    private static final String TAKE =
            """
            UPDATE provider_account a SET claim = claim + 1, claimed_until = ?
             WHERE (a.provider, a.office) = (
                SELECT f.provider, f.office FROM provider_account f
                 WHERE f.provider = ANY (?) AND f.not_before <= ?
                   AND (f.claimed_until IS NULL OR f.claimed_until <= ?)
                 ORDER BY f.not_before, f.provider, f.office LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING provider, office, claim, tries, coalesce(read_until,
                (SELECT min(p.opened_at) FROM payment p
                  WHERE p.provider = a.provider AND p.office = a.office), known_since) AS read_until,
                looked_back_at IS NULL OR looked_back_at <= ? AS look_back""";

    private static final String MINE = " WHERE provider = ? AND office = ? AND claim = ?";

    private final Sql sql;

    BalanceAccounts(Sql sql) {
        this.sql = sql;
    }

    /**
     * An account that one node reads.
     *
     * @param readUntil what was recorded before is kept already
     * @param claim told whenever something is stored
     * @param tries that went wrong, one after another
     * @param lookBack whether it is time to look for what was written down late
     */
    record Claimed(
            String provider,
            String office,
            Instant readUntil,
            long claim,
            int tries,
            boolean lookBack) {}

    /** Notes accounts that a gateway has; what is no office of ours is passed over. */
    void know(String provider, List<String> offices, Instant now) {
        sql.write(KNOW, provider, now, now, Sql.Column.texts(offices));
    }

    /** The next account that is due, for nobody else until the lease ends. */
    Optional<Claimed> take(
            List<String> providers, Instant now, Duration lease, Duration lookBackEvery) {
        return sql.one(
                TAKE,
                row ->
                        new Claimed(
                                row.getString("provider"),
                                row.getString("office"),
                                Sql.instant(row, "read_until"),
                                row.getLong("claim"),
                                row.getInt("tries"),
                                row.getBoolean("look_back")),
                now.plus(lease),
                Sql.Column.texts(providers),
                now,
                now,
                now.minus(lookBackEvery));
    }

    /** Goes on for another lease; whether the account is still this node's. Locks it meanwhile. */
    boolean goOn(Claimed account, Instant until) {
        return changed(account, "claimed_until = ?", until);
    }

    /**
     * All that was recorded before is kept; an earlier moment than the known one changes nothing.
     */
    boolean read(Claimed account, Instant before) {
        return changed(
                account, "read_until = greatest(read_until, ?::timestamptz), tries = 0", before);
    }

    /** What was written down late is looked for. */
    void lookedBack(Claimed account, Instant now) {
        changed(account, "looked_back_at = ?", now);
    }

    /** Lets the account go. */
    void done(Claimed account, Instant notBefore) {
        changed(account, "claimed_until = NULL, not_before = ?", notBefore);
    }

    /** Lets the account go after a try that went wrong. */
    void later(Claimed account, Instant notBefore) {
        changed(account, "claimed_until = NULL, tries = tries + 1, not_before = ?", notBefore);
    }

    private boolean changed(Claimed account, String what, Instant at) {
        return 1
                == sql.write(
                        "UPDATE provider_account SET " + what + MINE,
                        at,
                        account.provider(),
                        account.office(),
                        account.claim());
    }
}
