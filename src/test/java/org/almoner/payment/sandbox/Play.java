package org.almoner.payment.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;

/** A simulator, the gateway that talks to it and a merchant that listens, for one test. */
final class Play implements AutoCloseable {

    private final Path directory;
    private final InstantSource clock;
    final MerchantListener merchant = new MerchantListener();
    PspSimulator simulator;
    SandboxGateway gateway;

    Play(Path directory, InstantSource clock) throws IOException {
        this.directory = directory;
        this.clock = clock;
        start();
    }

    private void start() {
        simulator =
                PspSimulator.start(
                        SimulatorSettings.quick(
                                directory, clock, () -> Optional.of(merchant.url())));
        gateway = new SandboxGateway(access(simulator.base()));
    }

    void restart() {
        simulator.close();
        start();
    }

    static SandboxAccess access(URI base) {
        return new SandboxAccess() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public URI base() {
                return base;
            }

            @Override
            public String secret() {
                return "sandbox-api-secret";
            }

            @Override
            public List<String> webhookSecrets() {
                return List.of("sandbox-webhook-secret", "the-secret-before-that");
            }
        };
    }

    static PaymentRequest request(SandboxScenario scenario) {
        return request(new PaymentId(UUID.randomUUID()), Money.of(2500, "EUR"), scenario.name());
    }

    static PaymentRequest request(PaymentId payment, Money amount, String scenario) {
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.SANDBOX,
                amount,
                "DE",
                "de",
                "https://www.example.org/danke",
                Map.of("scenario", scenario));
    }

    static SaveRequest saving(SavedMethodId method, String scenario) {
        return new SaveRequest(
                method,
                "met-" + method,
                PaymentMethod.SANDBOX,
                "DE",
                "de",
                "https://www.example.org/danke",
                Map.of("scenario", scenario));
    }

    /** A collection with a saved method while the donor is away. */
    static PaymentRequest collection(String reference) {
        PaymentId payment = new PaymentId(UUID.randomUUID());
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.SANDBOX,
                Money.of(1500, "EUR"),
                "DE",
                "de",
                null,
                Map.of(),
                new PaymentRequest.Saved(reference, false));
    }

    /** Waits until something is so, for at most ten seconds. */
    static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not become so within ten seconds");
            }
            Thread.sleep(10);
        }
    }

    /** Something a test waits for. */
    interface Condition {

        boolean holds() throws Exception;
    }

    @Override
    public void close() {
        simulator.close();
        merchant.close();
    }
}
