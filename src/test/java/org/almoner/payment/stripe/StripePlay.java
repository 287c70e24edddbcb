package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;

/** A gateway, the Stripe it talks to, and a clock that both share. */
final class StripePlay implements AutoCloseable {

    static final String OFFICE = "DE";

    /** Time that stands still until it is moved. */
    static final class HandClock implements InstantSource {

        private volatile Instant now = Instant.parse("2026-11-26T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void goForward(Duration time) {
            now = now.plus(time);
        }
    }

    /** Settings as an operator would write them. */
    record Settings(URI baseUrl, Map<String, Account> accounts, Duration giveUpAfter)
            implements StripeSettings {

        @Override
        public String giveUpEvery() {
            return "1h";
        }

        static Settings of(URI base, String office, Keys keys) {
            return new Settings(base, Map.of(office, keys), Duration.ofHours(24));
        }
    }

    /** The keys of an account. */
    record Keys(
            Optional<String> secretKey,
            Optional<String> publishableKey,
            Optional<List<String>> webhookSecrets)
            implements StripeSettings.Account {

        static Keys of(String secret, String publishable, List<String> webhook) {
            return new Keys(
                    Optional.ofNullable(secret),
                    Optional.ofNullable(publishable),
                    Optional.ofNullable(webhook));
        }

        static Keys ofFake() {
            return of(
                    FakeStripe.SECRET_KEY,
                    FakeStripe.PUBLISHABLE_KEY,
                    List.of(FakeStripe.WEBHOOK_SECRET, FakeStripe.OLD_WEBHOOK_SECRET));
        }
    }

    final HandClock clock = new HandClock();
    final FakeStripe stripe = new FakeStripe(clock);
    final Settings settings = Settings.of(stripe.base(), OFFICE, Keys.ofFake());
    final StripeAccounts accounts = new StripeAccounts(settings, true, clock);
    final StripeGateway gateway = new StripeGateway(accounts);

    @Override
    public void close() {
        stripe.close();
    }

    static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    static PaymentRequest request() {
        return request(new PaymentId(UUID.randomUUID()), euros(2500));
    }

    static PaymentRequest request(PaymentId payment, Money amount) {
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.CARD,
                amount,
                OFFICE,
                "de",
                null,
                Map.of());
    }

    static SaveRequest saving(SavedMethodId method) {
        return new SaveRequest(
                method, "met-" + method, PaymentMethod.CARD, OFFICE, "de", null, Map.of());
    }

    static PaymentRequest collection(String reference, boolean donorPresent) {
        PaymentRequest once = request();
        return new PaymentRequest(
                once.payment(),
                once.providerKey(),
                once.method(),
                once.amount(),
                once.office(),
                once.locale(),
                null,
                Map.of(),
                new PaymentRequest.Saved(reference, donorPresent));
    }

    static PaymentTrace trace(PaymentRequest request, String reference) {
        return new PaymentTrace(request.payment(), request.office(), reference);
    }

    /** The donor confirms a card in Stripe's form; a decline is theirs to see. */
    void confirms(String reference, String card) {
        stripe.with(
                books -> {
                    try {
                        books.confirm(books.required(reference), card, false);
                    } catch (StripeBooks.No declined) {
                        return declined.status;
                    }
                    return 200;
                });
    }

    /** A payment that the donor has made. */
    PaymentRequest paid() throws Exception {
        PaymentRequest request = request();
        confirms(gateway.ask(request).reference(), StripeBooks.VISA);
        return request;
    }

    /** A card that is kept. */
    String kept(String card) throws Exception {
        String reference = gateway.save(saving(new SavedMethodId(UUID.randomUUID()))).reference();
        stripe.with(
                books -> {
                    books.keepCard(books.required(reference), card);
                    return null;
                });
        return reference;
    }

    /** The one intent of a payment. */
    ObjectNode intent(PaymentId payment) {
        return stripe.with(
                books ->
                        books.all("payment_intent").stream()
                                .filter(
                                        it ->
                                                payment.toString()
                                                        .equals(
                                                                it.path("metadata")
                                                                        .path(ReadPayments.PAYMENT)
                                                                        .textValue()))
                                .findFirst()
                                .orElseThrow());
    }

    String reference(PaymentId payment) {
        return intent(payment).get("id").textValue();
    }

    /** The signature that Stripe documents (docs.stripe.com/webhooks/signature). */
    static Map<String, String> signed(byte[] body, Instant at, String... secrets) {
        StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
        for (String secret : secrets) {
            header.append(",v1=").append(digest(body, at, secret));
        }
        return Map.of(HearEvents.HEADER, header.toString());
    }

    static String digest(byte[] body, Instant at, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
