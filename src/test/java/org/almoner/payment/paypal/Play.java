package org.almoner.payment.paypal;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.mode.Modes;
import org.almoner.money.Money;
import org.almoner.office.BankAccount;
import org.almoner.office.OfficeCode;
import org.almoner.office.OfficesOnHand;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;

/** The gateway with the tests' PayPal behind it, whose clock the test moves. */
final class Play implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    static final BankAccount ACCOUNT =
            new BankAccount(
                    "Beispiel Hilfe e.V.",
                    Optional.of("DE91100000000123456789"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("TESTDEFFXXX"),
                    Optional.empty());

    final HandClock clock = new HandClock(START);
    final FakePaypal paypal = new FakePaypal(clock);
    final PaypalGateway gateway =
            new PaypalGateway(
                    new PaypalAccounts(settings(paypal.base()), Modes.sandbox()),
                    OfficesOnHand.with(new OfficeCode("DE"), "EUR", ACCOUNT),
                    clock);

    private record Settings(Optional<URI> baseUrl, Map<String, Account> accounts)
            implements PaypalSettings {}

    /** An account's settings. */
    record OfAccount(
            Optional<String> clientId,
            Optional<String> clientSecret,
            Optional<String> webhookId,
            Optional<String> merchantId)
            implements PaypalSettings.Account {

        static OfAccount of(FakePaypal.Merchant merchant) {
            return new OfAccount(
                    Optional.of(merchant.clientId()),
                    Optional.of(merchant.secret()),
                    Optional.of(merchant.webhookId()),
                    Optional.of(merchant.merchantId()));
        }
    }

    static PaypalSettings settings(URI base) {
        Map<String, PaypalSettings.Account> accounts = new LinkedHashMap<>();
        accounts.put("gb", OfAccount.of(FakePaypal.BRITISH));
        accounts.put("de", OfAccount.of(FakePaypal.GERMAN));
        return new Settings(Optional.of(base), accounts);
    }

    static PaypalSettings settings(Optional<URI> base, Map<String, PaypalSettings.Account> of) {
        return new Settings(base, of);
    }

    static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    static PaymentId someId() {
        return new PaymentId(UUID.randomUUID());
    }

    static PaymentRequest anew(Money amount) {
        return request(someId(), amount, null);
    }

    static PaymentRequest collection(String token, boolean donorPresent) {
        return request(someId(), euros(1500), new PaymentRequest.Saved(token, donorPresent));
    }

    static PaymentRequest request(PaymentId id, Money amount, PaymentRequest.Saved saved) {
        return new PaymentRequest(
                id,
                "pay-" + id,
                PaymentMethod.PAYPAL,
                amount,
                "DE",
                "de",
                "https://www.example.org/danke",
                Map.of(),
                saved);
    }

    static SaveRequest saving(SavedMethodId id) {
        return new SaveRequest(
                id,
                "met-" + id,
                PaymentMethod.PAYPAL,
                "DE",
                "de",
                "https://www.example.org/danke",
                Map.of());
    }

    PaymentTrace trace(PaymentRequest request, String reference) {
        return new PaymentTrace(request.payment(), request.office(), reference, START);
    }

    /** A payment that the donor has agreed to, not yet captured. */
    PaymentTrace approved(PaymentRequest request) throws Exception {
        ProviderAnswer made = gateway.ask(request);
        paypal.books().approve(made.reference());
        return trace(request, made.reference());
    }

    /** A payment that was captured. */
    PaymentTrace captured(PaymentRequest request) throws Exception {
        PaymentTrace trace = approved(request);
        gateway.complete(trace, request.amount());
        return trace;
    }

    FakeBooks.Charge charge(PaymentTrace trace) {
        return paypal.books().charges(trace.payment().toString()).get(0);
    }

    /** A kept account to collect with. */
    String token() throws Exception {
        paypal.vault().approvesAtOnce();
        return gateway.save(saving(new SavedMethodId(UUID.randomUUID()))).reference();
    }

    @Override
    public void close() {
        paypal.close();
    }
}
