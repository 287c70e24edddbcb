package org.almoner.payment.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.ReversalKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxScenarioTest {

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

    private ProviderReport lookUp(PaymentRequest request) throws GatewayUnavailable {
        return play.gateway.lookUp(new PaymentTrace(request.payment(), null, null)).orElseThrow();
    }

    private void assertCharges(int count) {
        assertEquals(count, play.simulator.charges().size());
    }

    @Test
    void everyScenarioIsDescribedInASentenceOfItsOwn() {
        for (List<String> sentences :
                List.of(
                        Arrays.stream(SandboxScenario.values()).map(SandboxScenario::what).toList(),
                        Arrays.stream(SandboxScenario.values())
                                .map(SandboxScenario::regularly)
                                .toList())) {
            assertEquals(21, new HashSet<>(sentences).size());
            assertTrue(sentences.stream().allMatch(it -> it.endsWith(".")));
        }
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDS", "NOTIFIED_EARLY", "SLOW"})
    void theMoneyIsThereAtOnceAndANotificationSaysSo(SandboxScenario scenario) throws Exception {
        ProviderAnswer answer = play.gateway.ask(Play.request(scenario));
        assertEquals(ProviderStatus.SETTLED, answer.status());
        if (scenario == SandboxScenario.NOTIFIED_EARLY) {
            assertEquals(1, play.merchant.told().size(), "told before the answer");
        }
        Play.until(() -> play.merchant.types().equals(List.of("payment.settled")));
        assertCharges(1);
    }

    @Test
    void aSettlementThatComesLaterIsToldByAWebhook() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS_LATER);
        assertEquals(ProviderStatus.PENDING, play.gateway.ask(request).status());
        assertCharges(0);
        Play.until(() -> play.merchant.told().size() == 1);
        MerchantListener.Told told = play.merchant.told().get(0);
        assertEquals(
                request.payment(),
                play.gateway
                        .verify(told.body(), told.headers(), InstantSource.system().instant())
                        .orElseThrow()
                        .about());
        assertEquals(ProviderStatus.SETTLED, lookUp(request).answer().status());
        assertCharges(1);
    }

    @Test
    void aDeclineIsDefinitiveAndItsCodeStaysInItsField() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.DECLINED);
        ProviderAnswer answer = play.gateway.ask(request);
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertEquals("insufficient_funds", answer.declineCode());
        assertEquals(answer, play.gateway.ask(request));
        assertCharges(0);
    }

    @ParameterizedTest
    @CsvSource({"pay,SETTLED", "decline,DECLINED", "cancel,EXPIRED"})
    void thePayerDecidesOnThePageAndIsSentBack(String choice, ProviderStatus status)
            throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.REDIRECT);
        ProviderAnswer answer = play.gateway.ask(request);
        assertEquals(ProviderStatus.PENDING, answer.status());
        URI page = URI.create(((NextAction.Redirect) answer.nextAction()).url());
        HttpClient browser = HttpClient.newHttpClient();
        String html =
                browser.send(
                                HttpRequest.newBuilder(page).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        assertTrue(html.contains("25,00\u00a0€") && html.contains("Bezahlen"));
        HttpResponse<Void> back =
                browser.send(
                        HttpRequest.newBuilder(page)
                                .POST(HttpRequest.BodyPublishers.ofString("choice=" + choice))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertEquals(303, back.statusCode());
        assertEquals("https://www.example.org/danke", back.headers().firstValue("Location").get());
        assertEquals(status, lookUp(request).answer().status());
        Play.until(() -> play.merchant.told().size() == 1);
    }

    @Test
    void theSameEventIsToldTwice() throws Exception {
        play.gateway.ask(Play.request(SandboxScenario.NOTIFIED_TWICE));
        Play.until(() -> play.merchant.told().size() == 2);
        assertEquals(
                play.merchant.told().get(0).event().id(), play.merchant.told().get(1).event().id());
    }

    @Test
    void theAcceptanceIsToldBesideTheSettlementThatOvertookIt() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.NOTIFIED_OUT_OF_ORDER);
        play.gateway.ask(request);
        Play.until(() -> play.merchant.told().size() == 2);
        assertEquals(List.of("payment.settled", "payment.accepted"), play.merchant.types());
        assertEquals(ProviderStatus.SETTLED, lookUp(request).answer().status());
    }

    @ParameterizedTest
    @CsvSource({
        "RETURNED_LATER,RETURN,2500",
        "DISPUTED_LATER,RETURN,2500",
        "REFUNDED_PARTLY_LATER,REFUND,1250",
        "REFUNDED_LATER,REFUND,2500"
    })
    void moneyFlowsBackLater(SandboxScenario scenario, ReversalKind kind, long minor)
            throws Exception {
        PaymentRequest request = Play.request(scenario);
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        if (scenario == SandboxScenario.DISPUTED_LATER) {
            Play.until(() -> lookUp(request).disputes().stream().anyMatch(one -> !one.closed()));
        }
        Play.until(() -> !lookUp(request).reversals().isEmpty());
        ProviderReport report = lookUp(request);
        assertEquals(1, report.reversals().size());
        assertEquals(kind, report.reversals().get(0).kind());
        assertEquals(Money.of(minor, "EUR"), report.reversals().get(0).amount());
        assertTrue(report.disputes().stream().allMatch(ProviderReport.Dispute::closed));
        assertEquals(minor, play.simulator.charges().get(0).reversedMinor());
    }

    @Test
    void aProviderThatIsDownAnswersInTheEndAndChargesOnce() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.PROVIDER_DOWN);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        assertCharges(0);
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        assertCharges(1);
        assertEquals(3, play.simulator.callsPerKey().get(request.providerKey()));
    }

    @Test
    void aLostReplyLeavesTheOutcomeUnknownAndTheSameKeyFindsIt() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.LOST_REPLY);
        GatewayUnavailable lost =
                assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        assertFalse(lost.certainlyNotSent());
        assertCharges(1);
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        assertCharges(1);
    }

    @Test
    void anErrorAfterTheDeedIsSettledByLookingItUp() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.ERROR_AFTER_CHARGE);
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        assertEquals(ProviderStatus.SETTLED, play.gateway.ask(request).status());
        assertCharges(1);
    }

    @Test
    void aWrongAmountIsHandedOnAsItWasReported() throws Exception {
        ProviderAnswer answer = play.gateway.ask(Play.request(SandboxScenario.WRONG_AMOUNT));
        assertEquals(Money.of(2501, "EUR"), answer.amount());
    }
}
