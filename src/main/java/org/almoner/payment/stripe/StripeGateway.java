package org.almoner.payment.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ListsMethods;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodReport;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NotifiesUs;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.RefundRefused;
import org.almoner.payment.RefundsPayments;
import org.almoner.payment.ReportsPayouts;
import org.almoner.payment.ReportsStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.Slice;

/** Cards through Stripe, for the offices that have an account there. */
@ApplicationScoped
class StripeGateway
        implements ListsMethods, ReportsStatus, RefundsPayments, NotifiesUs, ReportsPayouts {

    static final String PROVIDER = "stripe";

    /** Stripe may forget keys after 24 hours (docs.stripe.com/api/idempotent_requests). */
    private static final Duration KEYS_KEPT = Duration.ofHours(24);

    private final StripeAccounts accounts;
    private final ReadPayments payments;
    private final SaveCards cards;
    private final AskForCards ask;
    private final GiveBack giveBack;
    private final HearEvents events;
    private final WalkChanges changes;
    private final ReadBalance balance;

    StripeGateway(StripeAccounts accounts) {
        this.accounts = accounts;
        this.payments = new ReadPayments(accounts);
        this.cards = new SaveCards(accounts);
        this.ask = new AskForCards(accounts, payments);
        this.giveBack = new GiveBack(accounts);
        this.events = new HearEvents(accounts);
        this.changes = new WalkChanges(accounts, payments);
        this.balance = new ReadBalance(accounts);
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return accounts.all().isEmpty() ? Set.of() : Set.of(PaymentMethod.CARD);
    }

    @Override
    public boolean serves(PaymentMethod method, String office) {
        return method == PaymentMethod.CARD && accounts.of(office).isPresent();
    }

    @Override
    public Duration keyLifetime() {
        return KEYS_KEPT;
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        return ask.ask(request);
    }

    @Override
    public Optional<ProviderReport> lookUp(PaymentTrace trace) throws GatewayUnavailable {
        return payments.lookUp(trace);
    }

    @Override
    public Slice<ProviderReport> changedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        return changes.payments(since, cursor, limit);
    }

    @Override
    public String refund(PaymentTrace paid, String refundKey, Money amount)
            throws GatewayUnavailable, RefundRefused {
        return giveBack.refund(paid, refundKey, amount);
    }

    @Override
    public Optional<ProviderEvent> verify(byte[] body, Map<String, String> headers, Instant now) {
        return events.verify(body, headers, now);
    }

    @Override
    public MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        return cards.save(request);
    }

    @Override
    public Optional<MethodAnswer> lookUpMethod(MethodTrace trace) throws GatewayUnavailable {
        return cards.lookUp(trace);
    }

    @Override
    public void forget(MethodTrace trace) throws GatewayUnavailable {
        cards.forget(trace);
    }

    @Override
    public Slice<MethodReport> methodsChangedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        return changes.methods(since, cursor, limit);
    }

    @Override
    public Set<String> accounts() {
        return accounts.all().stream().map(StripeAccount::office).collect(Collectors.toSet());
    }

    @Override
    public Slice<BalanceMovement> movements(
            String office, Instant from, Instant until, String cursor, int limit)
            throws GatewayUnavailable {
        return balance.movements(office, from, until, cursor, limit);
    }

    @Override
    public Slice<BalanceMovement> movementsOf(
            String office, String payout, String cursor, int limit) throws GatewayUnavailable {
        return balance.of(office, payout, cursor, limit);
    }
}
