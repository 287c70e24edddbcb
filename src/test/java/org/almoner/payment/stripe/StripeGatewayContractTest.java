package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayContractTest;
import org.almoner.payment.NotifiesUs;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;

class StripeGatewayContractTest extends GatewayContractTest {

    private final StripePlay play = new StripePlay();

    @AfterEach
    void stop() {
        play.close();
    }

    @Override
    protected Gateway gateway() {
        return play.gateway;
    }

    /** Settles at once because its donor confirms before the answer is there. */
    @Override
    protected PaymentRequest request(PaymentId payment, Money amount) {
        play.stripe.confirmsAtOnce(StripeBooks.VISA);
        return StripePlay.request(payment, amount);
    }

    @Override
    protected Optional<Long> charges(PaymentId payment) {
        return Optional.of(play.stripe.charges(payment));
    }

    @Override
    protected Optional<SaveRequest> saving(SavedMethodId method) {
        play.stripe.confirmsAtOnce(StripeBooks.VISA);
        return Optional.of(StripePlay.saving(method));
    }

    @Override
    protected Optional<Notifications> notifications() {
        return Optional.of(
                new Notifications() {
                    @Override
                    public byte[] body(PaymentId payment) {
                        return event(
                                "payment_intent.succeeded",
                                StripeObjects.paymentIntent(
                                        "pi_1",
                                        1,
                                        Map.of(
                                                "amount",
                                                "2500",
                                                "currency",
                                                "eur",
                                                "metadata[almoner_payment]",
                                                payment.toString())));
                    }

                    @Override
                    public NotifiesUs.Matter names(PaymentId payment) {
                        return new NotifiesUs.ByReference("pi_1");
                    }

                    @Override
                    public Optional<byte[]> body(SavedMethodId method) {
                        return Optional.of(
                                event(
                                        "setup_intent.succeeded",
                                        StripeObjects.setupIntent(
                                                "seti_1",
                                                1,
                                                Map.of(
                                                        "metadata[almoner_method]",
                                                        method.toString()))));
                    }

                    private byte[] event(String type, ObjectNode about) {
                        return StripeObjects.event("evt_1", 1, type, about)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public Map<String, String> signed(byte[] body, Instant at, Secret secret) {
                        return StripePlay.signed(
                                body,
                                at,
                                switch (secret) {
                                    case NEWEST -> FakeStripe.WEBHOOK_SECRET;
                                    case OLD -> FakeStripe.OLD_WEBHOOK_SECRET;
                                    case STRANGERS -> "whsec_SomebodyElses";
                                });
                    }
                });
    }
}
