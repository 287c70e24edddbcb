package org.almoner.payment.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodState;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentOrder;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.Reconciliation;
import org.almoner.payment.SaveOrder;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications that never come are made up for by asking (EO-16). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MissedNotificationsTest {

    @Inject SandboxAccess provider;
    @Inject PaymentDesk desk;
    @Inject MethodDesk methods;
    @Inject Reconciliation reconciliation;
    @Inject Ids ids;

    @AfterEach
    void allIsWellAgain() throws Exception {
        set(SimulatorFaults.none());
    }

    @Test
    void everyPaymentIsFinalAfterOneComparisonThoughNoNotificationCame() throws Exception {
        set(SimulatorFaults.ofEvents(100, 0, 0, 0));
        List<PaymentId> asked = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            asked.add(pay(i % 3 == 0 ? "REFUNDED_LATER" : "SUCCEEDS_LATER"));
        }
        SandboxGateway gateway = new SandboxGateway(provider);
        for (int i = 0; i < asked.size(); i++) {
            PaymentId id = asked.get(i);
            boolean givenBack = i % 3 == 0;
            Play.until(() -> isThrough(gateway, id, givenBack));
        }
        reconciliation.run();
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(
                    i % 3 == 0 ? PaymentState.REFUNDED : PaymentState.SETTLED,
                    desk.find(asked.get(i)).orElseThrow().state());
        }
    }

    @Test
    void aMethodThatRanOutIsFoundThoughNoNotificationCame() throws Exception {
        set(SimulatorFaults.ofEvents(100, 0, 0, 0));
        SavedMethodId id = opened("EXPIRES");
        carryOut(id);
        SandboxGateway gateway = new SandboxGateway(provider);
        gateway.ask(
                Play.collection(
                        gateway.lookUpMethod(new MethodTrace(id, null, null))
                                .orElseThrow()
                                .reference()));
        Play.until(
                () ->
                        gateway.lookUpMethod(new MethodTrace(id, null, null)).orElseThrow().status()
                                == MethodStatus.EXPIRED);
        assertEquals(MethodState.ACTIVE, methods.find(id).orElseThrow().state());
        reconciliation.run();
        assertEquals(MethodState.EXPIRED, methods.find(id).orElseThrow().state());
    }

    @Test
    void aMethodWhoseSavingWasInterruptedIsNotSavedTwiceByAProviderWithoutMemory()
            throws Exception {
        set(SimulatorFaults.none().withoutMemory());
        SavedMethodId id = opened("LOST_REPLY");
        assertThrows(GatewayUnavailable.class, () -> carryOut(id));
        carryOut(id);
        assertEquals(MethodState.ACTIVE, methods.find(id).orElseThrow().state());
        SandboxConnection theirs = new SandboxConnection(provider);
        assertEquals(
                1,
                theirs.get("/methods?merchant_reference=" + id)
                        .as(SandboxMethod.Slice.class)
                        .items()
                        .size());
    }

    private SavedMethodId opened(String scenario) {
        SavedMethodId id = new SavedMethodId(ids.next());
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                methods.open(
                                        new SaveOrder(
                                                id,
                                                UUID.randomUUID(),
                                                "DE",
                                                PaymentMethod.SANDBOX,
                                                "de",
                                                null,
                                                Map.of("scenario", scenario))));
        return id;
    }

    private void carryOut(SavedMethodId id) throws GatewayUnavailable {
        methods.carryOut(
                QuarkusTransaction.requiringNew().call(() -> methods.inHand(id)), saved -> {});
    }

    private static boolean isThrough(SandboxGateway gateway, PaymentId id, boolean givenBack) {
        try {
            var report = gateway.lookUp(new PaymentTrace(id, null, null)).orElseThrow();
            return report.answer().status() == org.almoner.payment.ProviderStatus.SETTLED
                    && report.reversals().isEmpty() != givenBack;
        } catch (org.almoner.payment.GatewayUnavailable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private PaymentId pay(String scenario) throws Exception {
        PaymentId id = new PaymentId(ids.next());
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                desk.open(
                                        new PaymentOrder(
                                                id,
                                                UUID.randomUUID(),
                                                1,
                                                "DE",
                                                PaymentMethod.SANDBOX,
                                                Money.of(2500, "EUR"),
                                                "de",
                                                null,
                                                Map.of("scenario", scenario))));
        desk.carryOut(QuarkusTransaction.requiringNew().call(() -> desk.inHand(id)), paid -> {});
        return id;
    }

    private void set(SimulatorFaults faults) throws Exception {
        HttpResponse<Void> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(provider.base() + "/faults"))
                                        .header("Authorization", "Bearer " + provider.secret())
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        SandboxJson.bytes(faults)))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
        assertEquals(2, answer.statusCode() / 100);
    }
}
