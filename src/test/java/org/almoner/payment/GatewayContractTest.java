package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.money.Money;
import org.junit.jupiter.api.Test;

/** What every gateway must do, whatever is behind it; capabilities it lacks are skipped. */
public abstract class GatewayContractTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** The gateway under test, ready to be asked. */
    protected abstract Gateway gateway();

    /** A request that settles at once where anything does. */
    protected abstract PaymentRequest request(PaymentId payment, Money amount);

    /** How often the provider itself says it charged; empty where nobody is charged. */
    protected abstract Optional<Long> charges(PaymentId payment);

    /** A request to save a method that is active at once; empty where nothing is saved. */
    protected Optional<SaveRequest> saving(SavedMethodId method) {
        return Optional.empty();
    }

    /** Whether its list of changes has payments in it; some providers list none. */
    protected boolean listsPayments() {
        return true;
    }

    /** Whether it finds a saved method by our id alone, without the provider's reference. */
    protected boolean findsMethodsByOurId() {
        return true;
    }

    /** Makes notifications as the provider would; empty where there are none. */
    protected abstract Optional<Notifications> notifications();

    /** Genuine notifications of a provider, and the same with a wrong secret. */
    public interface Notifications {

        /** Body of a notification about the payment. */
        byte[] body(PaymentId payment);

        /** What a notification about the payment names: our id, or the provider's own alone. */
        default NotifiesUs.Matter names(PaymentId payment) {
            return payment;
        }

        /** Body of a notification about the saved method; empty where there are none. */
        default Optional<byte[]> body(SavedMethodId method) {
            return Optional.empty();
        }

        /** Headers that sign the body at the time; with the old secret when asked for. */
        Map<String, String> signed(byte[] body, Instant at, Secret secret);

        /** Whose secret. */
        enum Secret {
            NEWEST,
            OLD,
            STRANGERS
        }
    }

    private static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    private static PaymentId someId() {
        return new PaymentId(UUID.randomUUID());
    }

    private static PaymentTrace trace(PaymentRequest request, String reference) {
        return new PaymentTrace(request.payment(), request.office(), reference);
    }

    private MethodTrace trace(SaveRequest request, String reference) {
        return new MethodTrace(
                request.id(), request.office(), findsMethodsByOurId() ? null : reference);
    }

    @Test
    void itHasAStableLowerCaseNameAndServesSomething() {
        assertTrue(gateway().provider().matches("[a-z]{2,20}"));
        assertFalse(gateway().methods().isEmpty());
        assertTrue(gateway().keyLifetime().compareTo(Duration.ofHours(3)) >= 0);
    }

    @Test
    void theAnswerEchoesTheAmountAndNamesTheProvidersReference() throws Exception {
        ProviderAnswer answer = gateway().ask(request(someId(), euros(2500)));
        assertEquals(euros(2500), answer.amount());
        assertFalse(answer.reference().isBlank());
    }

    @Test
    void askingTwiceWithTheSameKeyChargesOnceAndGivesTheSameReference() throws Exception {
        PaymentRequest request = request(someId(), euros(2500));
        assertEquals(gateway().ask(request), gateway().ask(request));
        assertChargedAtMostOnce(request.payment());
    }

    @Test
    void differentPaymentsHaveDifferentReferences() throws Exception {
        Set<String> references = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            references.add(gateway().ask(request(someId(), euros(100))).reference());
        }
        assertEquals(20, references.size());
    }

    @Test
    void askingManyTimesAtOnceChargesOnce() throws Exception {
        PaymentRequest request = request(someId(), euros(2500));
        Set<String> references = allAtOnce(() -> gateway().ask(request).reference());
        references.add(gateway().ask(request).reference());
        assertEquals(1, references.size());
        assertChargedAtMostOnce(request.payment());
    }

    /** What fifty askers at once are told, those aside who are told to come again. */
    private static Set<String> allAtOnce(Callable<String> ask) throws Exception {
        Callable<String> patient =
                () -> {
                    try {
                        return ask.call();
                    } catch (GatewayUnavailable inUse) {
                        return null;
                    }
                };
        ExecutorService clients = Executors.newFixedThreadPool(16);
        Set<String> told = new HashSet<>();
        try {
            for (Future<String> one : clients.invokeAll(Collections.nCopies(50, patient))) {
                told.add(one.get());
            }
        } finally {
            clients.shutdownNow();
        }
        told.remove(null);
        return told;
    }

    @Test
    void aPaymentIsFoundByOurIdAndAnUnknownOneIsNot() throws Exception {
        LooksUpPayments reports = capable(LooksUpPayments.class);
        PaymentRequest request = request(someId(), euros(2500));
        ProviderAnswer answer = gateway().ask(request);
        ProviderReport report = reports.lookUp(trace(request, answer.reference())).orElseThrow();
        assertEquals(request.payment(), report.payment());
        assertEquals(answer, report.answer());
        assertTrue(reports.lookUp(new PaymentTrace(someId(), request.office(), null)).isEmpty());
    }

    @Test
    void aWalkThroughWhatChangedMeetsEveryPaymentOnce() throws Exception {
        ReportsStatus reports = capable(ReportsStatus.class);
        assumeTrue(listsPayments(), "this provider lists no payments");
        Set<PaymentId> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            PaymentId id = someId();
            made.add(id);
            gateway().ask(request(id, euros(100 + i)));
        }
        List<PaymentId> met = new ArrayList<>();
        String cursor = null;
        do {
            Slice<ProviderReport> slice = reports.changedSince(Instant.EPOCH, cursor, 3);
            assertTrue(slice.items().size() <= 3);
            slice.items().forEach(report -> met.add(report.payment()));
            cursor = slice.next();
        } while (cursor != null);
        assertEquals(7, met.size());
        assertEquals(made, new HashSet<>(met));
    }

    @Test
    void aRefundWithTheSameKeyGivesBackOnce() throws Exception {
        RefundsPayments refunds = capable(RefundsPayments.class);
        PaymentRequest request = request(someId(), euros(2500));
        PaymentTrace paid = trace(request, gateway().ask(request).reference());
        String first = refunds.refund(paid, "refund-key-1", euros(1000));
        assertEquals(first, refunds.refund(paid, "refund-key-1", euros(1000)));
        ProviderReport report = capable(ReportsStatus.class).lookUp(paid).orElseThrow();
        assertEquals(
                List.of(new ProviderReport.Reversal(first, ReversalKind.REFUND, euros(1000))),
                report.reversals());
    }

    @Test
    void moreThanIsLeftIsNotGivenBack() throws Exception {
        RefundsPayments refunds = capable(RefundsPayments.class);
        PaymentRequest request = request(someId(), euros(2500));
        PaymentTrace paid = trace(request, gateway().ask(request).reference());
        refunds.refund(paid, "refund-key-2", euros(2000));
        assertThrows(RefundRefused.class, () -> refunds.refund(paid, "refund-key-3", euros(501)));
        assertThrows(
                RefundRefused.class,
                () -> refunds.refund(paid, "refund-key-4", Money.of(100, "GBP")));
        refunds.refund(paid, "refund-key-5", euros(500));
        assertThrows(RefundRefused.class, () -> refunds.refund(paid, "refund-key-6", euros(1)));
    }

    @Test
    void savingTwiceWithTheSameKeyKeepsOneMethod() throws Exception {
        SavesMethod keeper = capable(SavesMethod.class);
        assertFalse(keeper.savable().isEmpty());
        SaveRequest request = saving(someMethod()).orElseThrow();
        MethodAnswer first = keeper.save(request);
        assertEquals(MethodStatus.ACTIVE, first.status());
        assertFalse(first.label().isBlank());
        assertEquals(first, keeper.save(request));
        assertNotEquals(
                first.reference(), keeper.save(saving(someMethod()).orElseThrow()).reference());
    }

    @Test
    void savingManyTimesAtOnceKeepsOneMethod() throws Exception {
        SavesMethod keeper = capable(SavesMethod.class);
        SaveRequest request = saving(someMethod()).orElseThrow();
        Set<String> references = allAtOnce(() -> keeper.save(request).reference());
        references.add(keeper.save(request).reference());
        assertEquals(1, references.size());
        assertEquals(
                references,
                Set.of(
                        keeper.lookUpMethod(trace(request, references.iterator().next()))
                                .orElseThrow()
                                .reference()));
    }

    @Test
    void aSavedMethodIsFoundByOurIdAndAnUnknownOneIsNot() throws Exception {
        SavesMethod keeper = capable(SavesMethod.class);
        SaveRequest request = saving(someMethod()).orElseThrow();
        MethodAnswer answer = keeper.save(request);
        assertEquals(answer, keeper.lookUpMethod(trace(request, answer.reference())).orElseThrow());
        assertTrue(
                keeper.lookUpMethod(new MethodTrace(someMethod(), request.office(), null))
                        .isEmpty());
    }

    @Test
    void collectingWithASavedMethodTwiceUnderOneKeyChargesOnce() throws Exception {
        String reference = saved();
        PaymentRequest collection = collection(reference);
        ProviderAnswer answer = gateway().ask(collection);
        assertEquals(answer, gateway().ask(collection));
        assertEquals(euros(1500), answer.amount());
        assertNotEquals(ProviderStatus.DECLINED, answer.status());
        assertChargedAtMostOnce(collection.payment());
        ProviderAnswer next = gateway().ask(collection(reference));
        assertNotEquals(answer.reference(), next.reference());
    }

    @Test
    void collectingManyTimesAtOnceUnderOneKeyChargesOnce() throws Exception {
        PaymentRequest collection = collection(saved());
        Set<String> references = allAtOnce(() -> gateway().ask(collection).reference());
        references.add(gateway().ask(collection).reference());
        assertEquals(1, references.size());
        assertChargedAtMostOnce(collection.payment());
    }

    @Test
    void whatIsAskedForWithAForgottenMethodIsDeclined() throws Exception {
        SavesMethod keeper = capable(SavesMethod.class);
        SaveRequest request = saving(someMethod()).orElseThrow();
        String reference = keeper.save(request).reference();
        MethodTrace trace = new MethodTrace(request.id(), request.office(), reference);
        keeper.forget(trace);
        keeper.forget(trace);
        keeper.forget(new MethodTrace(someMethod(), request.office(), "never-heard-of"));
        PaymentRequest collection = collection(reference);
        ProviderAnswer answer = gateway().ask(collection);
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertFalse(answer.declineCode().isBlank());
        charges(collection.payment()).ifPresent(count -> assertEquals(0, count));
        keeper.lookUpMethod(trace(request, reference))
                .ifPresent(found -> assertEquals(MethodStatus.REVOKED, found.status()));
    }

    @Test
    void aWalkThroughChangedMethodsMeetsEachOnce() throws Exception {
        ListsMethods lists = capable(ListsMethods.class);
        Set<SavedMethodId> saved = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            SavedMethodId id = someMethod();
            saved.add(id);
            lists.save(saving(id).orElseThrow());
        }
        List<SavedMethodId> met = new ArrayList<>();
        String cursor = null;
        do {
            Slice<MethodReport> slice = lists.methodsChangedSince(Instant.EPOCH, cursor, 2);
            assertTrue(slice.items().size() <= 2);
            slice.items().forEach(report -> met.add(report.method()));
            cursor = slice.next();
        } while (cursor != null);
        assertEquals(5, met.size());
        assertEquals(saved, new HashSet<>(met));
    }

    @Test
    void aNotificationAboutAMethodNamesIt() {
        NotifiesUs notifies = capable(NotifiesUs.class);
        capable(SavesMethod.class);
        Notifications provider = notifications().orElseThrow();
        SavedMethodId method = someMethod();
        Optional<byte[]> body = provider.body(method);
        assumeTrue(body.isPresent(), "this provider does not tell of methods");
        assertEquals(
                method,
                notifies.verify(
                                body.get(),
                                provider.signed(body.get(), NOW, Notifications.Secret.NEWEST),
                                NOW)
                        .orElseThrow()
                        .about());
    }

    private static SavedMethodId someMethod() {
        return new SavedMethodId(UUID.randomUUID());
    }

    private String saved() throws Exception {
        return capable(SavesMethod.class).save(saving(someMethod()).orElseThrow()).reference();
    }

    /** What the donor's method is asked for while they are away. */
    private PaymentRequest collection(String reference) {
        PaymentRequest once = request(someId(), euros(1500));
        return new PaymentRequest(
                once.payment(),
                once.providerKey(),
                once.method(),
                once.amount(),
                once.office(),
                once.locale(),
                null,
                Map.of(),
                new PaymentRequest.Saved(reference, false));
    }

    @Test
    void aGenuineNotificationNamesThePayment() {
        NotifiesUs notifies = capable(NotifiesUs.class);
        Notifications provider = notifications().orElseThrow();
        PaymentId payment = someId();
        byte[] body = provider.body(payment);
        for (Notifications.Secret secret :
                List.of(Notifications.Secret.NEWEST, Notifications.Secret.OLD)) {
            NotifiesUs.ProviderEvent event =
                    notifies.verify(body, provider.signed(body, NOW, secret), NOW).orElseThrow();
            assertEquals(provider.names(payment), event.about());
        }
    }

    @Test
    void theTimeOfASignatureMayDifferBy300SecondsBothWaysAndNoMore() {
        NotifiesUs notifies = capable(NotifiesUs.class);
        Notifications provider = notifications().orElseThrow();
        byte[] body = provider.body(someId());
        for (long seconds : List.of(-300L, 0L, 300L)) {
            assertTrue(isTaken(notifies, provider, body, NOW.plusSeconds(seconds)));
        }
        for (long seconds : List.of(-301L, 301L, 86_400L)) {
            assertFalse(isTaken(notifies, provider, body, NOW.plusSeconds(seconds)));
        }
    }

    private static boolean isTaken(
            NotifiesUs notifies, Notifications provider, byte[] body, Instant signedAt) {
        return notifies.verify(
                        body, provider.signed(body, signedAt, Notifications.Secret.NEWEST), NOW)
                .isPresent();
    }

    @Test
    void aForgedOrChangedNotificationIsRefused() {
        NotifiesUs notifies = capable(NotifiesUs.class);
        Notifications provider = notifications().orElseThrow();
        byte[] body = provider.body(someId());
        Map<String, String> genuine = provider.signed(body, NOW, Notifications.Secret.NEWEST);
        byte[] reserialised =
                (" " + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> strangers = provider.signed(body, NOW, Notifications.Secret.STRANGERS);
        byte[] nothing = new byte[0];
        byte[] noEvent = "{}".getBytes(StandardCharsets.UTF_8);
        assertTrue(notifies.verify(reserialised, genuine, NOW).isEmpty());
        assertTrue(notifies.verify(body, strangers, NOW).isEmpty());
        assertTrue(notifies.verify(body, Map.of(), NOW).isEmpty());
        assertTrue(
                notifies.verify(
                                nothing,
                                provider.signed(nothing, NOW, Notifications.Secret.NEWEST),
                                NOW)
                        .isEmpty());
        assertTrue(
                notifies.verify(
                                noEvent,
                                provider.signed(noEvent, NOW, Notifications.Secret.NEWEST),
                                NOW)
                        .isEmpty());
    }

    private void assertChargedAtMostOnce(PaymentId payment) {
        charges(payment).ifPresent(count -> assertEquals(1, count));
    }

    private <C> C capable(Class<C> capability) {
        assumeTrue(capability.isInstance(gateway()), "not a capability of this gateway");
        return capability.cast(gateway());
    }
}
