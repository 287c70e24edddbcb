package org.almoner.payment.paypal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.CompletesPayments;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NotifiesUs;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.RefundRefused;
import org.almoner.payment.RefundsPayments;
import org.almoner.payment.ReportsStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavesMethod;
import org.almoner.payment.Slice;

/** Paying with PayPal; each office that has an account of its own offers it. */
@ApplicationScoped
class PaypalGateway
        implements SavesMethod, CompletesPayments, ReportsStatus, RefundsPayments, NotifiesUs {

    /** How long PayPal remembers the key of an order or a capture (Orders v2). */
    static final Duration ORDERS_KEPT = Duration.ofHours(6);

    private static final Duration TOKENS_KEPT = Duration.ofHours(3);
    private static final Duration REFUNDS_KEPT = Duration.ofDays(45);

    private final PaypalAccounts accounts;
    private final Offices offices;
    private final Orders orders;
    private final Vault vault;
    private final PaypalRefunds refunds;
    private final MissedEvents missed;
    private final NotificationSignature signature;

    PaypalGateway(PaypalAccounts accounts, Offices offices, InstantSource clock) {
        this.accounts = accounts;
        this.offices = offices;
        PaypalHttp http = new PaypalHttp();
        PaypalConnection connection = new PaypalConnection(accounts, http, clock);
        ReadOrder read = new ReadOrder(accounts);
        Disputes disputes = new Disputes(connection);
        LostOrders lost = new LostOrders(connection, read, disputes, clock);
        this.orders = new Orders(connection, read, disputes, lost);
        this.missed = new MissedEvents(accounts, connection, orders);
        this.vault = new Vault(connection, read, new Dropped(clock));
        this.refunds = new PaypalRefunds(connection, orders);
        this.signature =
                new NotificationSignature(accounts, new PaypalCertificates(accounts, http));
    }

    @Override
    public String provider() {
        return "paypal";
    }

    @Override
    public Set<PaymentMethod> methods() {
        return accounts.all().isEmpty() ? Set.of() : Set.of(PaymentMethod.PAYPAL);
    }

    @Override
    public boolean serves(PaymentMethod method, String office) {
        return methods().contains(method) && accounts.of(office).isPresent();
    }

    @Override
    public Duration keyLifetime() {
        return ORDERS_KEPT;
    }

    @Override
    public Duration methodKeyLifetime() {
        return TOKENS_KEPT;
    }

    @Override
    public Optional<Duration> refundKeyLifetime() {
        return Optional.of(REFUNDS_KEPT);
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        return orders.make(account(request.office()), request, office(request.office()));
    }

    @Override
    public Optional<ProviderReport> lookUp(PaymentTrace trace) throws GatewayUnavailable {
        return trace.office() == null
                ? Optional.empty()
                : orders.find(account(trace.office()), trace);
    }

    @Override
    public Optional<ProviderReport> complete(PaymentTrace trace, Money expected)
            throws GatewayUnavailable {
        return orders.complete(account(trace.office()), trace, expected);
    }

    /**
     * PayPal lists no orders, but the notifications it made: those of money that flowed back, and
     * of disputes. Each payment that is pending is asked after by itself.
     */
    @Override
    public Slice<ProviderReport> changedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        return missed.since(since, cursor, limit);
    }

    @Override
    public String refund(PaymentTrace paid, String refundKey, Money amount)
            throws GatewayUnavailable, RefundRefused {
        return refunds.refund(account(paid.office()), paid, refundKey, amount);
    }

    @Override
    public Optional<ProviderEvent> verify(byte[] body, Map<String, String> headers, Instant now) {
        return signature.signedFor(body, headers, now).flatMap(account -> ReadEvent.of(body));
    }

    @Override
    public MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        return vault.save(account(request.office()), request, office(request.office()));
    }

    @Override
    public Optional<MethodAnswer> lookUpMethod(MethodTrace trace) throws GatewayUnavailable {
        return trace.office() == null
                ? Optional.empty()
                : vault.find(account(trace.office()), trace);
    }

    @Override
    public void forget(MethodTrace trace) throws GatewayUnavailable {
        vault.forget(account(trace.office()), trace.reference());
    }

    private PaypalAccount account(String office) throws GatewayUnavailable {
        return accounts.of(office)
                .orElseThrow(
                        () ->
                                GatewayUnavailable.notReached(
                                        "No PayPal account is configured for this office"));
    }

    private Office office(String code) {
        return offices.byCode(new OfficeCode(code));
    }
}
