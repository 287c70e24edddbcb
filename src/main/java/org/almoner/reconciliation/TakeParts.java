package org.almoner.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ReportsPayouts;
import org.almoner.payment.Slice;
import org.almoner.sql.Sql;

/**
 * Learns what each payout is made of. A provider may tell too early, before all of it is there, so
 * it is asked again until the parts make the amount; after some tries a person is shown.
 */
@ApplicationScoped
class TakeParts {

    private static final Duration ASK_AGAIN = Duration.ofHours(6);

    private static final String NEXT =
            "SELECT id, payout FROM provider_payout WHERE provider = ? AND office = ? AND parts = 'OPEN'"
                    + " AND parts_not_before <= ? ORDER BY parts_not_before, id LIMIT 1";

    /** Whoever was told first keeps a movement: nothing leaves twice. */
    private static final String PAID =
            "UPDATE provider_movement SET paid_with = ? WHERE provider = ? AND office = ?"
                    + " AND reference = ANY (?) AND paid_with IS NULL";

    private static final String ADD_UP =
            """
            UPDATE provider_payout o
               SET parts_tries = parts_tries + 1, parts_not_before = ?,
                   parts = CASE WHEN o.amount_minor = (
                                    SELECT coalesce(sum(m.gross_minor - m.fee_minor), 0) FROM provider_movement m
                                     WHERE m.provider = o.provider AND m.paid_with = o.payout
                                       AND m.currency = o.currency) THEN 'WHOLE'
                                WHEN parts_tries + 1 >= ? THEN 'DIFFERS' ELSE 'OPEN' END
             WHERE o.id = ? AND o.parts = 'OPEN'""";

    private final Sql sql;
    private final BalanceAccounts accounts;
    private final KeepMovements keep;
    private final ReconciliationConfig config;
    private final InstantSource clock;

    TakeParts(
            Sql sql,
            BalanceAccounts accounts,
            KeepMovements keep,
            ReconciliationConfig config,
            InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.keep = keep;
        this.config = config;
        this.clock = clock;
    }

    private record Due(UUID id, String payout) {}

    /** Asks for the parts of each payout of the account that is due. */
    void take(BalanceAccounts.Claimed account, ReportsPayouts provider) throws GatewayUnavailable {
        Optional<Due> due = next(account);
        while (due.isPresent() && parts(account, provider, due.get())) {
            due = next(account);
        }
    }

    private Optional<Due> next(BalanceAccounts.Claimed account) {
        return sql.one(
                NEXT,
                row -> new Due(Sql.id(row, "id"), row.getString("payout")),
                account.provider(),
                account.office(),
                clock.instant());
    }

    private boolean parts(BalanceAccounts.Claimed account, ReportsPayouts provider, Due payout)
            throws GatewayUnavailable {
        String cursor = null;
        do {
            Slice<BalanceMovement> slice =
                    provider.movementsOf(account.office(), payout.payout(), cursor, config.slice());
            if (!store(account, payout, slice.items())) {
                return false;
            }
            cursor = slice.next();
        } while (cursor != null);
        Instant again = clock.instant().plus(ASK_AGAIN);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.write(ADD_UP, again, config.partsTries(), payout.id()));
        return true;
    }

    private boolean store(
            BalanceAccounts.Claimed account, Due payout, List<BalanceMovement> movements) {
        Instant now = clock.instant();
        KeepMovements.Source source =
                new KeepMovements.Source(account.provider(), account.office(), true, now);
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            if (!accounts.goOn(account, now.plus(config.lease()))) {
                                return false;
                            }
                            keep.keep(source, movements);
                            sql.write(
                                    PAID,
                                    payout.payout(),
                                    account.provider(),
                                    account.office(),
                                    Sql.Column.texts(
                                            movements.stream()
                                                    .map(BalanceMovement::reference)
                                                    .sorted()
                                                    .toList()));
                            return true;
                        });
    }
}
