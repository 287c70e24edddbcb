package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayContractTest;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;

/** Payments here are collected with a kept account, which settles at once. */
class PaypalGatewayContractTest extends GatewayContractTest {

    private final Play play = new Play();

    @AfterEach
    void whatWasSaidFitsPaypalsOwnObjects() {
        play.close();
        assertEquals(List.of(), play.paypal.misfits());
    }

    @Override
    protected Gateway gateway() {
        return play.gateway;
    }

    @Override
    protected PaymentRequest request(PaymentId payment, Money amount) {
        try {
            play.paypal.vault().approvesAtOnce();
            String token =
                    play.gateway
                            .save(Play.saving(new SavedMethodId(UUID.randomUUID())))
                            .reference();
            return Play.request(payment, amount, new PaymentRequest.Saved(token, false));
        } catch (GatewayUnavailable broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    protected Optional<Long> charges(PaymentId payment) {
        return Optional.of((long) play.paypal.books().charges(payment.toString()).size());
    }

    @Override
    protected boolean listsPayments() {
        return false;
    }

    @Override
    protected boolean findsMethodsByOurId() {
        return false;
    }

    @Override
    protected Optional<SaveRequest> saving(SavedMethodId method) {
        play.paypal.vault().approvesAtOnce();
        return Optional.of(Play.saving(method));
    }

    @Override
    protected Optional<Notifications> notifications() {
        return Optional.of(
                new Notifications() {
                    @Override
                    public byte[] body(PaymentId payment) {
                        ObjectNode event = event("PAYMENT.CAPTURE.REFUNDED");
                        event.putObject("resource").put("custom_id", payment.toString());
                        return FakeJson.bytes(event);
                    }

                    @Override
                    public Optional<byte[]> body(SavedMethodId method) {
                        ObjectNode event = event("VAULT.PAYMENT-TOKEN.DELETED");
                        event.putObject("resource")
                                .putObject("customer")
                                .put("merchant_customer_id", method.toString());
                        return Optional.of(FakeJson.bytes(event));
                    }

                    private ObjectNode event(String type) {
                        return FakeJson.object().put("id", "WH-1").put("event_type", type);
                    }

                    @Override
                    public Map<String, String> signed(
                            byte[] body, java.time.Instant at, Secret secret) {
                        String key =
                                switch (secret) {
                                    case NEWEST -> FakeSigner.NEWEST;
                                    case OLD -> FakeSigner.OLD;
                                    case STRANGERS -> FakeSigner.STRANGERS;
                                };
                        String served = secret == Secret.STRANGERS ? FakeSigner.NEWEST : key;
                        return FakeSigner.sign(
                                body,
                                FakePaypal.GERMAN.webhookId(),
                                at,
                                key,
                                play.paypal.base() + "/v1/notifications/certs/" + served);
                    }
                });
    }
}
