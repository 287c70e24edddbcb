package org.almoner.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ReportsBalance;
import org.almoner.payment.ReportsPayouts;
import org.almoner.payment.Slice;
import org.jboss.logging.Logger;

/**
 * Reads the accounts that providers hold, on every node, one node an account at a time and with no
 * transaction open while a provider is asked. Each piece is kept and booked in a transaction of its
 * own; a provider that is down is asked again later, from where its account was read to.
 */
@ApplicationScoped
class TakeMovements {

    private static final Logger LOG = Logger.getLogger(TakeMovements.class);
    private static final int LONGEST_WAIT_DOUBLINGS = 6;

    private final List<Gateway> gateways;
    private final BalanceAccounts accounts;
    private final KeepMovements keep;
    private final TakeParts parts;
    private final ReconciliationConfig config;
    private final InstantSource clock;

    TakeMovements(
            Instance<Gateway> gateways,
            BalanceAccounts accounts,
            KeepMovements keep,
            TakeParts parts,
            ReconciliationConfig config,
            InstantSource clock) {
        this.gateways = gateways.stream().toList();
        this.accounts = accounts;
        this.keep = keep;
        this.parts = parts;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.reconciliation.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Reads every account that is due; how many were taken up. */
    int run() {
        Map<String, ReportsBalance> reporting = reporting();
        if (reporting.isEmpty()) {
            return 0;
        }
        List<String> providers = List.copyOf(reporting.keySet());
        int taken = 0;
        Optional<BalanceAccounts.Claimed> due = take(providers);
        while (due.isPresent()) {
            taken++;
            read(due.get(), reporting.get(due.get().provider()));
            due = take(providers);
        }
        return taken;
    }

    /** The gateways that hold an account for anybody, by name; their accounts are noted. */
    private Map<String, ReportsBalance> reporting() {
        Map<String, ReportsBalance> found = new LinkedHashMap<>();
        for (Gateway gateway : gateways) {
            if (gateway instanceof ReportsBalance reports && !reports.accounts().isEmpty()) {
                found.put(gateway.provider(), reports);
                List<String> offices = reports.accounts().stream().sorted().toList();
                Instant now = clock.instant();
                QuarkusTransaction.requiringNew()
                        .run(() -> accounts.know(gateway.provider(), offices, now));
            }
        }
        return found;
    }

    private Optional<BalanceAccounts.Claimed> take(List<String> providers) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                accounts.take(
                                        providers,
                                        clock.instant(),
                                        config.lease(),
                                        config.lookBackEvery()));
    }

    private void read(BalanceAccounts.Claimed account, ReportsBalance provider) {
        try {
            if (provider.accounts().contains(account.office())) {
                movements(account, provider);
                if (provider instanceof ReportsPayouts payouts) {
                    parts.take(account, payouts);
                }
            }
            Instant again = clock.instant().plus(config.readAgainAfter());
            QuarkusTransaction.requiringNew().run(() -> accounts.done(account, again));
        } catch (GatewayUnavailable | RuntimeException failure) {
            // Its message may quote what the provider says; its kind does not.
            LOG.warnf(
                    "The account of %s with %s could not be read, try %d: %s",
                    account.office(),
                    account.provider(),
                    account.tries() + 1,
                    failure.getClass().getSimpleName());
            Instant again = clock.instant().plus(wait(account.tries()));
            QuarkusTransaction.requiringNew().run(() -> accounts.later(account, again));
        }
    }

    /** One minute, doubled with each try, an hour at most. */
    static Duration wait(int tries) {
        Duration wait = Duration.ofMinutes(1L << Math.min(tries, LONGEST_WAIT_DOUBLINGS));
        return wait.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : wait;
    }

    /** From where it was read to, in spans of time, up to a short while ago. */
    private void movements(BalanceAccounts.Claimed account, ReportsBalance provider)
            throws GatewayUnavailable {
        Instant now = clock.instant();
        Instant until = now.minus(config.behind());
        Instant from = account.readUntil();
        Duration overlap = account.lookBack() ? config.overlap() : config.recent();
        boolean mine = true;
        while (mine && from.isBefore(until)) {
            Instant end = from.plus(config.span());
            Instant behind = end.isBefore(until) ? end : until;
            mine = span(account, provider, from.minus(overlap), behind);
            from = behind;
        }
        if (mine && account.lookBack()) {
            QuarkusTransaction.requiringNew().run(() -> accounts.lookedBack(account, now));
        }
    }

    private boolean span(
            BalanceAccounts.Claimed account, ReportsBalance provider, Instant from, Instant until)
            throws GatewayUnavailable {
        String cursor = null;
        do {
            Slice<BalanceMovement> slice =
                    provider.movements(account.office(), from, until, cursor, config.slice());
            if (!store(account, provider, slice.items())) {
                return false;
            }
            cursor = slice.next();
        } while (cursor != null);
        return QuarkusTransaction.requiringNew().call(() -> accounts.read(account, until));
    }

    /** Whether the account was still ours; otherwise another node reads it. */
    private boolean store(
            BalanceAccounts.Claimed account, ReportsBalance provider, List<BalanceMovement> told) {
        Instant now = clock.instant();
        KeepMovements.Source source =
                new KeepMovements.Source(
                        account.provider(),
                        account.office(),
                        provider instanceof ReportsPayouts,
                        now);
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            if (!accounts.goOn(account, now.plus(config.lease()))) {
                                LOG.infof(
                                        "lease_lost: account of %s with %s",
                                        account.office(), account.provider());
                                return false;
                            }
                            keep.keep(source, told);
                            return true;
                        });
    }
}
