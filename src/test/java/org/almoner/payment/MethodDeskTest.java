package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.almoner.TestDatabase;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Saved methods from the opening to the end, with the sandbox as the provider. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MethodDeskTest {

    @Inject MethodDesk desk;
    @Inject PaymentDesk payments;
    @Inject SavedMethods methods;
    @Inject RecordMethodWord word;
    @Inject FindMissedMethodWords missed;
    @Inject Gateways gateways;
    @Inject HeardMethods heard;
    @Inject EntityManager database;
    @Inject Ids ids;

    @Test
    void whatCanBeKeptIsWhatSomeGatewaySaves() {
        assertTrue(desk.canSave(PaymentMethod.SANDBOX, "de"));
        assertTrue(desk.canSave(PaymentMethod.SANDBOX, "de"));
        assertFalse(desk.canSave(PaymentMethod.BANK_TRANSFER, "de"));
    }

    @Nested
    class Saving {

        @Test
        void makesTheMethodActiveOnceHoweverOftenItIsCarriedOut() throws Exception {
            SavedMethodId id = opened("SUCCEEDS");
            MethodInHand early = inHand(id);
            MethodView first = carryOut(early);
            assertEquals(MethodState.ACTIVE, first.state());
            assertTrue(first.label().matches("Sandbox •••• [0-9]{4}"));
            assertEquals(first, carryOut(early));
            assertEquals(first, carryOut(inHand(id)));
            assertEquals(List.of(first), desk.findAll(List.of(id, new SavedMethodId(ids.next()))));
            assertEquals(List.of(MethodState.ACTIVE), heard.of(id));
        }

        @Test
        void thatIsRefusedLeavesTheReasonAndNothingToCollectWith() throws Exception {
            MethodView declined = carryOut(inHand(opened("SAVING_DECLINED")));
            assertEquals(MethodState.DECLINED, declined.state());
            assertEquals("account_closed", declined.declineCode());
            assertRefused(declined.id());
        }

        @Test
        void whoseAnswerIsLostStaysOpenAndIsFoundUnderTheSameKey() throws Exception {
            SavedMethodId id = opened("PROVIDER_DOWN");
            assertThrows(GatewayUnavailable.class, () -> carryOut(inHand(id)));
            assertThrows(GatewayUnavailable.class, () -> carryOut(inHand(id)));
            assertEquals(MethodState.OPENED, desk.find(id).orElseThrow().state());
            assertEquals(MethodState.ACTIVE, carryOut(inHand(id)).state());
        }

        @Test
        void isLookedUpWhenTheProviderMayHaveForgottenTheKey() throws Exception {
            SavedMethodId lost = opened("LOST_REPLY");
            assertThrows(GatewayUnavailable.class, () -> carryOut(inHand(lost)));
            SavedMethodId never = opened("SUCCEEDS");
            forgetKeys(lost, never);
            assertEquals(MethodState.ACTIVE, carryOut(inHand(lost)).state());
            assertEquals(MethodState.EXPIRED, carryOut(inHand(never)).state());
            assertTrue(
                    keeper().lookUpMethod(new MethodTrace(never, "de", null)).isEmpty(),
                    "nothing was saved anew");
        }

        @Test
        void onThePageIsTakenUpFromTheNotification() throws Exception {
            MethodView pending = carryOut(inHand(opened("REDIRECT")));
            assertEquals(MethodState.PENDING, pending.state());
            assertRefused(pending.id());
            choose(pending, "pay");
            until(() -> state(pending.id()) == MethodState.ACTIVE);
            assertEquals(List.of(MethodState.PENDING, MethodState.ACTIVE), heard.of(pending.id()));
            assertEquals(new NextAction.None(), desk.find(pending.id()).orElseThrow().nextAction());
        }

        @Test
        void thatWaitsForLongIsAskedAfter() throws Exception {
            MethodView pending = carryOut(inHand(opened("REDIRECT")));
            update("UPDATE saved_method SET next_poll_at = opened_at WHERE id = :id", pending.id());
            missed.pollPending();
            assertEquals(MethodState.PENDING, state(pending.id()), "the donor is still away");
            assertTrue(
                    Boolean.TRUE.equals(
                            one(
                                    "SELECT next_poll_at > opened_at FROM saved_method WHERE id ="
                                            + " :id",
                                    pending.id())),
                    "it was asked after, and is again later");
        }

        @Test
        void underAReferenceThatIsAnothersIsNotUsed() throws Exception {
            MethodView one = carryOut(inHand(opened("SUCCEEDS")));
            SavedMethodId other = opened("SUCCEEDS");
            MethodInHand hand = inHand(other);
            String theirs = keeper().save(hand.method().request()).reference();
            update(
                    "UPDATE saved_method SET provider_reference = '" + theirs + "' WHERE id = :id",
                    one.id());
            assertEquals("reference_in_use", carryOut(hand).declineCode());
        }
    }

    @Nested
    class Collecting {

        @Test
        void takesTheMoneyWithoutTheDonorAndSaysWithWhat() throws Exception {
            SavedMethodId id = carryOut(inHand(opened("SUCCEEDS"))).id();
            PaymentView paid = collect(id);
            assertEquals(PaymentState.SETTLED, paid.state());
            assertEquals(id, paid.savedMethod());
            assertEquals(null, payAnew().savedMethod());
        }

        @Test
        void withWhatRanOutIsDeclinedAndTheMethodFollows() throws Exception {
            SavedMethodId id = carryOut(inHand(opened("EXPIRES"))).id();
            assertEquals(PaymentState.SETTLED, collect(id).state());
            assertEquals("expired_method", collect(id).declineCode());
            until(() -> state(id) == MethodState.EXPIRED);
            assertRefused(id);
        }

        @Test
        void withSomebodyElsesMethodIsAMistake() throws Exception {
            SavedMethodId id = carryOut(inHand(opened("SUCCEEDS"))).id();
            for (PaymentOrder wrong :
                    List.of(
                            order(id, "GB", PaymentMethod.SANDBOX),
                            order(id, "DE", PaymentMethod.BANK_TRANSFER),
                            order(new SavedMethodId(ids.next()), "DE", PaymentMethod.SANDBOX))) {
                assertThrows(IllegalArgumentException.class, () -> inTransaction(wrong));
            }
        }
    }

    @Nested
    class Revoking {

        @Test
        void endsItHereAtOnceAndAtTheProviderAfterwards() throws Exception {
            SavedMethodId id = carryOut(inHand(opened("SUCCEEDS"))).id();
            revoke(id);
            revoke(id);
            assertRefused(id);
            assertEquals(List.of(MethodState.ACTIVE, MethodState.REVOKED), heard.of(id));
            until(() -> theirStatus(id) == MethodStatus.REVOKED);
        }

        @Test
        void whileTheProviderIsBeingAskedDoesNotLeaveItThere() throws Exception {
            SavedMethodId id = opened("SUCCEEDS");
            MethodInHand underway = inHand(id);
            revoke(id);
            until(() -> isTold(id, 1));
            assertEquals(MethodState.REVOKED, carryOut(underway).state());
            until(() -> theirStatus(id) == MethodStatus.REVOKED);
            assertEquals(List.of(MethodState.REVOKED), heard.of(id));
        }

        @Test
        void thatIsRolledBackTellsNobody() throws Exception {
            SavedMethodId id = carryOut(inHand(opened("SUCCEEDS"))).id();
            QuarkusTransaction.begin();
            desk.revoke(id);
            QuarkusTransaction.rollback();
            assertEquals(MethodState.ACTIVE, state(id));
            assertEquals(0L, one("SELECT count(*) FROM outbox_message WHERE subject = :id", id));
            assertEquals(PaymentState.SETTLED, collect(id).state());
        }

        @Test
        void needsATransactionAndAMethod() {
            SavedMethodId nobodys = new SavedMethodId(ids.next());
            assertThrows(RuntimeException.class, () -> desk.revoke(nobodys));
            assertThrows(IllegalArgumentException.class, () -> revoke(nobodys));
        }
    }

    @Test
    void whatTheProviderSaysLateOrAgainChangesNothing() throws Exception {
        SavedMethodId id = carryOut(inHand(opened("SUCCEEDS"))).id();
        String reference = reference(id);
        for (MethodStatus old :
                List.of(MethodStatus.PENDING, MethodStatus.DECLINED, MethodStatus.ACTIVE)) {
            tell(id, answer(reference, old));
            assertEquals(MethodState.ACTIVE, state(id));
        }
        tell(id, answer(reference, MethodStatus.EXPIRED));
        tell(id, answer(reference, MethodStatus.ACTIVE));
        assertEquals(MethodState.EXPIRED, state(id));
        tell(id, answer(reference, MethodStatus.REVOKED));
        tell(id, answer(reference, MethodStatus.ACTIVE));
        assertEquals(MethodState.REVOKED, state(id));
        assertThrows(
                IllegalStateException.class,
                () ->
                        tell(
                                carryOut(inHand(opened("SUCCEEDS"))).id(),
                                answer("another", MethodStatus.EXPIRED)));
    }

    private static MethodAnswer answer(String reference, MethodStatus status) {
        return new MethodAnswer(reference, status, null, null, new NextAction.None(), null);
    }

    private void tell(SavedMethodId id, MethodAnswer answer) {
        QuarkusTransaction.requiringNew()
                .run(() -> word.record(methods.locked(id).orElseThrow(), answer));
    }

    private SavedMethodId opened(String scenario) {
        SavedMethodId id = new SavedMethodId(ids.next());
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                desk.open(
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

    private MethodInHand inHand(SavedMethodId id) {
        return QuarkusTransaction.requiringNew().call(() -> desk.inHand(id));
    }

    private MethodView carryOut(MethodInHand hand) throws GatewayUnavailable {
        MethodView[] concluded = new MethodView[1];
        desk.carryOut(hand, view -> concluded[0] = view);
        return concluded[0];
    }

    private void revoke(SavedMethodId id) {
        QuarkusTransaction.requiringNew().run(() -> desk.revoke(id));
    }

    private PaymentOrder order(SavedMethodId id, String office, PaymentMethod method) {
        return new PaymentOrder(
                new PaymentId(ids.next()),
                UUID.randomUUID(),
                1,
                office,
                method,
                Money.of(1500, "EUR"),
                "de",
                null,
                Map.of(),
                id == null ? null : new PaymentOrder.Collection(id, false));
    }

    private PaymentView collect(SavedMethodId id) throws GatewayUnavailable {
        return paid(order(id, "DE", PaymentMethod.SANDBOX));
    }

    private PaymentView payAnew() throws GatewayUnavailable {
        return paid(order(null, "DE", PaymentMethod.SANDBOX));
    }

    private PaymentView paid(PaymentOrder order) throws GatewayUnavailable {
        PaymentId payment = inTransaction(order);
        payments.carryOut(
                QuarkusTransaction.requiringNew().call(() -> payments.inHand(payment)), view -> {});
        return payments.find(payment).orElseThrow();
    }

    private PaymentId inTransaction(PaymentOrder order) {
        return QuarkusTransaction.requiringNew().call(() -> payments.open(order));
    }

    private void assertRefused(SavedMethodId id) {
        DomainProblem refused =
                assertThrows(
                        DomainProblem.class,
                        () -> inTransaction(order(id, "DE", PaymentMethod.SANDBOX)));
        assertEquals(ProblemType.WRONG_STATE, refused.type());
    }

    private static void choose(MethodView pending, String choice) throws Exception {
        URI page = URI.create(((NextAction.Redirect) pending.nextAction()).url());
        HttpResponse<Void> done =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(page)
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "choice=" + choice))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
        assertEquals(303, done.statusCode());
    }

    private void forgetKeys(SavedMethodId... them) {
        for (SavedMethodId id : them) {
            update(
                    "UPDATE saved_method SET provider_key_expires_at = opened_at WHERE id = :id",
                    id);
        }
    }

    private MethodState state(SavedMethodId id) {
        return desk.find(id).orElseThrow().state();
    }

    private SavesMethod keeper() {
        return gateways.capable("sandbox", SavesMethod.class).orElseThrow();
    }

    private MethodStatus theirStatus(SavedMethodId id) throws GatewayUnavailable {
        return keeper().lookUpMethod(new MethodTrace(id, "de", null)).orElseThrow().status();
    }

    private boolean isTold(SavedMethodId id, int occurrence) {
        return one(
                        "SELECT state FROM outbox_message WHERE subject = :id AND occurrence = "
                                + occurrence,
                        id)
                .equals("DELIVERED");
    }

    private String reference(SavedMethodId id) {
        return (String) one("SELECT provider_reference FROM saved_method WHERE id = :id", id);
    }

    private Object one(String sql, SavedMethodId id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                database.createNativeQuery(sql)
                                        .setParameter("id", id.value())
                                        .getSingleResult());
    }

    private void update(String sql, SavedMethodId id) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                assertEquals(
                                        1,
                                        database.createNativeQuery(sql)
                                                .setParameter("id", id.value())
                                                .executeUpdate()));
    }

    /** Waits until something is so, for at most ten seconds. */
    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not become so within ten seconds");
            }
            Thread.sleep(20);
        }
    }
}
