package org.almoner.payment.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayContractTest;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SandboxGatewayContractTest extends GatewayContractTest {

    @TempDir Path directory;
    private Play play;

    @BeforeEach
    void start() throws IOException {
        play = new Play(directory, InstantSource.system());
    }

    @AfterEach
    void stop() {
        play.close();
    }

    @Override
    protected Gateway gateway() {
        return play.gateway;
    }

    @Override
    protected PaymentRequest request(PaymentId payment, Money amount) {
        return Play.request(payment, amount, "SUCCEEDS");
    }

    @Override
    protected Optional<Long> charges(PaymentId payment) {
        return Optional.of(
                play.simulator.charges().stream()
                        .filter(it -> it.merchantReference().equals(payment.toString()))
                        .count());
    }

    @Override
    protected Optional<SaveRequest> saving(SavedMethodId method) {
        return Optional.of(Play.saving(method, "SUCCEEDS"));
    }

    @Override
    protected Optional<Notifications> notifications() {
        return Optional.of(
                new Notifications() {
                    @Override
                    public byte[] body(PaymentId payment) {
                        return body("payment.settled", payment.toString());
                    }

                    @Override
                    public Optional<byte[]> body(SavedMethodId method) {
                        return Optional.of(body("method.expired", method.toString()));
                    }

                    private byte[] body(String type, String ours) {
                        return SandboxJson.bytes(
                                new SandboxEvent("evt_1", type, Instant.EPOCH, "sbx_1", ours));
                    }

                    @Override
                    public Map<String, String> signed(byte[] body, Instant at, Secret secret) {
                        String key =
                                switch (secret) {
                                    case NEWEST -> "sandbox-webhook-secret";
                                    case OLD -> "the-secret-before-that";
                                    case STRANGERS -> "somebody-elses-secret";
                                };
                        return Map.of(
                                "sandbox-signature", WebhookSignature.sign(body, List.of(key), at));
                    }
                });
    }
}
