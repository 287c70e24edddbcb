package org.almoner.payment.sandbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.sandbox.JournalEntry.DeliveryFate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PspSimulatorTest {

    private final HandClock clock = new HandClock();
    @TempDir Path directory;
    private Play play;

    @BeforeEach
    void start() throws IOException {
        play = new Play(directory, clock);
    }

    @AfterEach
    void stop() {
        play.close();
    }

    @Nested
    class Keys {

        @Test
        void aKeyWithOtherParametersIsRefused() throws Exception {
            PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
            play.gateway.ask(request);
            PaymentRequest other =
                    Play.request(request.payment(), Money.of(9900, "EUR"), "SUCCEEDS");
            assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(other));
            assertEquals(1, play.simulator.charges().size());
        }

        @Test
        void aKeyIsForgottenAfterADaySoThatOnlyLookingUpIsSafe() throws Exception {
            PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
            ProviderAnswer first = play.gateway.ask(request);
            clock.goForward(Duration.ofHours(23));
            assertEquals(first, play.gateway.ask(request));
            clock.goForward(Duration.ofHours(2));
            assertFalse(first.reference().equals(play.gateway.ask(request).reference()));
            assertEquals(2, play.simulator.charges().size());
        }

        @Test
        void aKeyInUseIsAConflict() throws Exception {
            PaymentRequest slow = Play.request(SandboxScenario.SLOW);
            CompletableFuture<ProviderAnswer> first =
                    CompletableFuture.supplyAsync(
                            () -> assertDoesNotThrow(() -> play.gateway.ask(slow)));
            Play.until(() -> play.simulator.charges().size() == 1);
            assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(slow));
            assertEquals(ProviderStatus.SETTLED, first.get().status());
        }
    }

    @Nested
    class Journal {

        @Test
        void everythingIsRememberedAcrossARestart() throws Exception {
            PaymentRequest settled = Play.request(SandboxScenario.SUCCEEDS);
            PaymentRequest later = Play.request(SandboxScenario.SUCCEEDS_LATER);
            ProviderAnswer answer = play.gateway.ask(settled);
            play.gateway.ask(later);
            play.restart();
            assertEquals(1, play.simulator.charges().size());
            assertEquals(answer, play.gateway.ask(settled));
            assertEquals(2, play.simulator.callsPerKey().get(settled.providerKey()));
            clock.goForward(Duration.ofSeconds(1));
            Play.until(() -> play.simulator.charges().size() == 2);
        }

        @Test
        void aTornLastLineIsCutOff() throws Exception {
            PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
            play.gateway.ask(request);
            play.simulator.close();
            Path journal = directory.resolve("journal.jsonl");
            Files.writeString(journal, "[{\"fact\":\"PAYMENT\",\"paym", StandardOpenOption.APPEND);
            play.restart();
            play.gateway.ask(Play.request(SandboxScenario.SUCCEEDS));
            play.restart();
            assertEquals(2, play.simulator.charges().size());
        }

        @Test
        void twoSimulatorsDoNotShareAJournal() {
            assertThrows(
                    SimulatorJournal.InUse.class,
                    () ->
                            PspSimulator.start(
                                    SimulatorSettings.quick(directory, clock, Optional::empty)));
        }
    }

    @Nested
    class Telling {

        @Test
        void theMerchantIsToldAgainUntilItListensEvenAfterARestart() throws Exception {
            play.merchant.answerWith(503);
            play.gateway.ask(Play.request(SandboxScenario.SUCCEEDS));
            Play.until(() -> play.merchant.told().size() == 1);
            Play.until(
                    () -> asTimeGoesBy(Duration.ofSeconds(1)) && play.merchant.told().size() >= 2);
            play.restart();
            play.merchant.answerWith(202);
            Play.until(
                    () ->
                            asTimeGoesBy(Duration.ofSeconds(5))
                                    && deliveries(DeliveryFate.TAKEN) == 1);
            assertTrue(play.merchant.told().size() >= 3);
        }

        @Test
        void afterThreeDaysItGivesUp() throws Exception {
            play.merchant.answerWith(500);
            play.gateway.ask(Play.request(SandboxScenario.SUCCEEDS));
            Play.until(
                    () ->
                            asTimeGoesBy(Duration.ofHours(1))
                                    && deliveries(DeliveryFate.GIVEN_UP) == 1);
            int told = play.merchant.told().size();
            clock.goForward(Duration.ofDays(10));
            play.simulator.round();
            assertEquals(told, play.merchant.told().size());
        }

        private boolean asTimeGoesBy(Duration step) {
            clock.goForward(step);
            return true;
        }

        private long deliveries(DeliveryFate fate) {
            return play.simulator.deliveries(fate);
        }

        @Test
        void eventsAreDroppedAndDoubledAsAsked() throws Exception {
            play.simulator.faults(SimulatorFaults.ofEvents(100, 0, 0, 0));
            play.gateway.ask(Play.request(SandboxScenario.SUCCEEDS));
            play.simulator.faults(SimulatorFaults.ofEvents(0, 100, 0, 100));
            play.gateway.ask(Play.request(SandboxScenario.SUCCEEDS));
            assertEquals(2, play.merchant.told().size(), "both early, the first one never");
        }
    }

    @Nested
    class Faults {

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void nothingIsBelievedThatAProviderWouldNotSay(SimulatorFaults.Garbage garbage)
                throws Exception {
            PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
            play.simulator.faults(SimulatorFaults.of(garbage));
            GatewayUnavailable unknown =
                    assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
            assertFalse(unknown.certainlyNotSent());
            assertThrows(
                    GatewayUnavailable.class,
                    () -> play.gateway.lookUp(new PaymentTrace(request.payment(), null, null)));
            play.simulator.faults(SimulatorFaults.none());
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
            assertEquals(1, play.simulator.charges().size());
        }

        @Test
        void aRefusedConnectionIsCertainlyNotSent() throws Exception {
            PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
            play.simulator.faults(SimulatorFaults.of(SimulatorFaults.Outage.REFUSED));
            GatewayUnavailable refused =
                    assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
            assertTrue(refused.certainlyNotSent());
            play.simulator.faults(SimulatorFaults.none());
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        }

        @Test
        void aProviderThatNeverAnswersIsNotWaitedForForEver() {
            play.simulator.faults(SimulatorFaults.of(SimulatorFaults.Outage.BLACKHOLE));
            SandboxConnection impatient =
                    new SandboxConnection(
                            Play.access(play.simulator.base()), Duration.ofMillis(300));
            assertThrows(GatewayUnavailable.class, () -> impatient.get("/payments/x"));
        }

        @Test
        void underLostRepliesErrorsAndConflictsNobodyIsChargedTwice() throws Exception {
            play.simulator.faults(SimulatorFaults.ofCalls(20, 20, 10, 10));
            for (int i = 0; i < 50; i++) {
                PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
                Play.until(
                        () -> {
                            try {
                                return play.gateway.ask(request).status() == ProviderStatus.SETTLED;
                            } catch (GatewayUnavailable again) {
                                return false;
                            }
                        });
            }
            assertEquals(50, play.simulator.charges().size());
        }

        @Test
        void faultsAreChangedOverHttpOnlyWithTheSecret() throws Exception {
            SandboxConnection connection =
                    new SandboxConnection(Play.access(play.simulator.base()));
            assertEquals(200, connection.post("/faults", "k", Map.of("latencyMillis", 1)).status());
            assertEquals(1, play.simulator.faults().latencyMillis());
            URI base = play.simulator.base();
            assertEquals(
                    401,
                    java.net.http.HttpClient.newHttpClient()
                            .send(
                                    java.net.http.HttpRequest.newBuilder(base.resolve("/payments"))
                                            .build(),
                                    java.net.http.HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }
    }
}
