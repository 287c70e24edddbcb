package org.almoner.payment.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What saving a method and collecting with it does in each scenario. */
class SavedMethodScenarioTest {

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

    private SaveRequest saving(SandboxScenario scenario) {
        return Play.saving(new SavedMethodId(UUID.randomUUID()), scenario.name());
    }

    private static MethodTrace trace(SavedMethodId id) {
        return new MethodTrace(id, null, null);
    }

    private MethodAnswer lookUp(SaveRequest request) throws GatewayUnavailable {
        return play.gateway.lookUpMethod(trace(request.id())).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDS, SETTLED SETTLED SETTLED",
        "SUCCEEDS_LATER, PENDING PENDING",
        "NOTIFIED_TWICE, PENDING PENDING",
        "DECLINED, account_closed account_closed",
        "FAILS_SOFTLY, insufficient_funds insufficient_funds",
        "FAILS_SOFTLY_ONCE, SETTLED SETTLED insufficient_funds SETTLED SETTLED SETTLED"
                + " try_again_later SETTLED SETTLED SETTLED insufficient_funds SETTLED",
        "FAILS_HARD, SETTLED card_lost card_lost",
        "EXPIRES, SETTLED expired_method expired_method",
        "RETURNED_LATER, SETTLED SETTLED"
    })
    void collectionsGoTheSameWayForEachMethodEvenAcrossARestart(
            SandboxScenario scenario, String expected) throws Exception {
        String reference = play.gateway.save(saving(scenario)).reference();
        String another = play.gateway.save(saving(scenario)).reference();
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < expected.split(" ").length; i++) {
            if (i == 1) {
                play.restart();
            }
            turns.add(outcome(play.gateway.ask(Play.collection(reference))));
            play.gateway.ask(Play.collection(another));
        }
        assertEquals(expected, String.join(" ", turns));
    }

    private static String outcome(ProviderAnswer answer) {
        return answer.status() == ProviderStatus.DECLINED
                ? answer.declineCode()
                : answer.status().name();
    }

    @Test
    void aRepeatedCallIsNoFurtherCollection() throws Exception {
        String reference = play.gateway.save(saving(SandboxScenario.FAILS_HARD)).reference();
        PaymentRequest first = Play.collection(reference);
        play.gateway.ask(first);
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(first).status());
        assertEquals("card_lost", play.gateway.ask(Play.collection(reference)).declineCode());
    }

    @Test
    void aMethodThatRunsOutSaysSo() throws Exception {
        SaveRequest request = saving(SandboxScenario.EXPIRES);
        MethodAnswer saved = play.gateway.save(request);
        assertEquals("2026-11", saved.expires().toString());
        play.gateway.ask(Play.collection(saved.reference()));
        clock.goForward(Duration.ofSeconds(1));
        Play.until(() -> play.merchant.types().contains("method.expired"));
        assertEquals(MethodStatus.EXPIRED, lookUp(request).status());
        MerchantListener.Told told =
                play.merchant.told().stream()
                        .filter(one -> SavedMethodScenarioTest.isAbout(one, "method.expired"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                request.id(),
                play.gateway
                        .verify(told.body(), told.headers(), clock.instant())
                        .orElseThrow()
                        .about());
    }

    private static boolean isAbout(MerchantListener.Told told, String type) {
        try {
            return told.event().type().equals(type);
        } catch (IOException garbage) {
            throw new java.io.UncheckedIOException(garbage);
        }
    }

    @Test
    void whatTheBankTakesBackHasItsReason() throws Exception {
        String reference = play.gateway.save(saving(SandboxScenario.RETURNED_LATER)).reference();
        List<PaymentRequest> collections =
                List.of(Play.collection(reference), Play.collection(reference));
        for (PaymentRequest collection : collections) {
            play.gateway.ask(collection);
        }
        clock.goForward(Duration.ofSeconds(1));
        List<String> reasons = new ArrayList<>();
        for (PaymentRequest collection : collections) {
            Play.until(
                    () ->
                            !play.gateway
                                    .lookUp(new PaymentTrace(collection.payment(), null, null))
                                    .orElseThrow()
                                    .reversals()
                                    .isEmpty());
            reasons.add(
                    play.gateway
                            .lookUp(new PaymentTrace(collection.payment(), null, null))
                            .orElseThrow()
                            .reversals()
                            .get(0)
                            .reason());
        }
        assertEquals(List.of("AM04", "MD06"), reasons);
    }

    @Test
    void aProviderMayRefuseToSave() throws Exception {
        SaveRequest request = saving(SandboxScenario.SAVING_DECLINED);
        MethodAnswer answer = play.gateway.save(request);
        assertEquals(MethodStatus.DECLINED, answer.status());
        assertEquals("account_closed", answer.declineCode());
        assertEquals(answer, play.gateway.save(request));
        assertEquals(
                ProviderStatus.DECLINED,
                play.gateway.ask(Play.collection(answer.reference())).status());
        assertEquals(List.of(), play.simulator.charges());
    }

    @ParameterizedTest
    @CsvSource({"pay,ACTIVE,SETTLED", "decline,DECLINED,DECLINED", "cancel,EXPIRED,DECLINED"})
    void theDonorDecidesOnThePageWhetherItIsKept(
            String choice, MethodStatus status, ProviderStatus collected) throws Exception {
        SaveRequest request = saving(SandboxScenario.REDIRECT);
        MethodAnswer answer = play.gateway.save(request);
        assertEquals(MethodStatus.PENDING, answer.status());
        assertEquals(
                "method_not_ready",
                play.gateway.ask(Play.collection(answer.reference())).declineCode());
        URI page = URI.create(((NextAction.Redirect) answer.nextAction()).url());
        HttpClient browser = HttpClient.newHttpClient();
        String html =
                browser.send(
                                HttpRequest.newBuilder(page).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        assertTrue(html.contains(answer.label()) && html.contains("regelmäßige Spende"));
        HttpResponse<Void> back =
                browser.send(
                        HttpRequest.newBuilder(page)
                                .POST(HttpRequest.BodyPublishers.ofString("choice=" + choice))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertEquals("https://www.example.org/danke", back.headers().firstValue("Location").get());
        assertEquals(status, lookUp(request).status());
        String type = "method." + status.name().toLowerCase(java.util.Locale.ROOT);
        Play.until(() -> play.merchant.types().contains(type));
        assertEquals(collected, play.gateway.ask(Play.collection(answer.reference())).status());
    }

    @Test
    void aPageNobodyComesBackFromIsGivenUp() throws Exception {
        SaveRequest request = saving(SandboxScenario.REDIRECT);
        play.gateway.save(request);
        clock.goForward(Duration.ofMinutes(31));
        Play.until(() -> lookUp(request).status() == MethodStatus.EXPIRED);
    }

    @Test
    void anAnswerThatNeverCameIsFoundUnderTheSameKey() throws Exception {
        SaveRequest down = saving(SandboxScenario.PROVIDER_DOWN);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(down));
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(down));
        assertTrue(play.gateway.lookUpMethod(trace(down.id())).isEmpty());
        assertEquals(MethodStatus.ACTIVE, play.gateway.save(down).status());

        SaveRequest lost = saving(SandboxScenario.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(lost));
        assertEquals(lookUp(lost), play.gateway.save(lost));

        SaveRequest failed = saving(SandboxScenario.ERROR_AFTER_CHARGE);
        assertEquals(MethodStatus.ACTIVE, play.gateway.save(failed).status());
        assertEquals(
                3,
                Set.of(
                                lookUp(down).reference(),
                                lookUp(lost).reference(),
                                lookUp(failed).reference())
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED", "OVERSIZED", "HTML", "REDIRECT"})
    void nothingIsBelievedAboutAMethodThatAProviderWouldNotSay(SimulatorFaults.Garbage garbage)
            throws Exception {
        SaveRequest request = saving(SandboxScenario.SUCCEEDS);
        play.simulator.faults(SimulatorFaults.of(garbage));
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(request));
        assertThrows(
                GatewayUnavailable.class, () -> play.gateway.lookUpMethod(trace(request.id())));
        assertThrows(
                GatewayUnavailable.class,
                () ->
                        play.gateway.forget(
                                new MethodTrace(
                                        new SavedMethodId(UUID.randomUUID()), "de", "sbx_met_1")));
        play.simulator.faults(SimulatorFaults.none());
        assertEquals(play.gateway.save(request), lookUp(request));
    }
}
