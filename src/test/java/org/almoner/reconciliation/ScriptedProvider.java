package org.almoner.reconciliation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.giving.PaymentMethod;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ReportsPayouts;
import org.almoner.payment.ScriptedPayments;
import org.almoner.payment.Slice;

/** A provider whose account shows what a test has written there; offered to nobody. */
@Singleton
class ScriptedProvider implements Gateway, ReportsPayouts {

    final List<BalanceMovement> movements = new ArrayList<>();
    final Map<String, List<BalanceMovement>> payouts = new HashMap<>();
    Set<String> offices = Set.of();

    /** After how many answers it goes down. */
    int answersLeft = Integer.MAX_VALUE;

    /** What happens between its answer and what is done with it. */
    Runnable meanwhile = () -> {};

    int asked;

    void forget() {
        movements.clear();
        payouts.clear();
        offices = Set.of();
        answersLeft = Integer.MAX_VALUE;
        meanwhile = () -> {};
        asked = 0;
    }

    @Override
    public String provider() {
        return ScriptedPayments.PROVIDER;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return Set.of();
    }

    @Override
    public Duration keyLifetime() {
        return Duration.ofDays(1);
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        throw GatewayUnavailable.notReached("Nobody is asked for money here");
    }

    @Override
    public Set<String> accounts() {
        return offices;
    }

    @Override
    public Slice<BalanceMovement> movements(
            String office, Instant from, Instant until, String cursor, int limit)
            throws GatewayUnavailable {
        return piece(
                movements.stream()
                        .filter(it -> !it.at().isBefore(from) && it.at().isBefore(until))
                        .toList(),
                cursor,
                limit);
    }

    @Override
    public Slice<BalanceMovement> movementsOf(
            String office, String payout, String cursor, int limit) throws GatewayUnavailable {
        return piece(payouts.getOrDefault(payout, List.of()), cursor, limit);
    }

    private Slice<BalanceMovement> piece(List<BalanceMovement> all, String cursor, int limit)
            throws GatewayUnavailable {
        asked++;
        if (answersLeft-- <= 0) {
            throw GatewayUnavailable.outcomeUnknown("The provider is down");
        }
        int begin = cursor == null ? 0 : Integer.parseInt(cursor);
        int end = Math.min(all.size(), begin + limit);
        meanwhile.run();
        return new Slice<>(all.subList(begin, end), end < all.size() ? String.valueOf(end) : null);
    }
}
