package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.payment.ProviderReport.Reversal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The provider may say everything late, twice and in any order (EO-14). The payments here belong to
 * no gift, so only the payment itself is looked at.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProviderWordTest {

    private static final Money ALL = Money.of(2500, "EUR");

    @Inject PaymentDesk desk;
    @Inject Payments payments;
    @Inject RecordProviderWord word;
    @Inject EntityManager database;
    @Inject Ids ids;

    @Test
    void endsTheSameInEveryOrderAndHoweverOftenItIsSaid() {
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            check(order);
        }
        long seed = Long.getLong("almoner.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
            for (int i = random.nextInt(6); i > 0; i--) {
                order.add(random.nextInt(4));
            }
            Collections.shuffle(order, random);
            try {
                check(order);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ", order " + order, broken);
            }
        }
    }

    private void check(List<Integer> order) {
        PaymentId id = opened();
        for (int which : order) {
            tell(truth(id, which));
        }
        PaymentView end = desk.find(id).orElseThrow();
        assertEquals(PaymentState.RETURNED, end.state());
        assertEquals(ALL, end.reversed());
        assertEquals(2, movements(id));
        assertEquals(null, end.reviewReason());
    }

    /** What the provider knows at four moments: asked, paid, partly given back, charged back. */
    private static ProviderReport truth(PaymentId id, int moment) {
        List<Reversal> back = new ArrayList<>();
        if (moment >= 2) {
            back.add(new Reversal("re-" + id, ReversalKind.REFUND, Money.of(1000, "EUR")));
        }
        if (moment == 3) {
            back.add(new Reversal("cb-" + id, ReversalKind.RETURN, Money.of(1500, "EUR")));
        }
        return report(id, moment == 0 ? ProviderStatus.PENDING : ProviderStatus.SETTLED, ALL, back);
    }

    @Nested
    class ThatContradictsUs {

        @Test
        void aboutTheAmountIsPutAsideAndResolvedByTheRightWord() {
            PaymentId id = opened();
            tell(report(id, ProviderStatus.SETTLED, Money.of(2400, "EUR"), List.of()));
            assertEquals(PaymentState.NEEDS_REVIEW, desk.find(id).orElseThrow().state());
            tell(report(id, ProviderStatus.SETTLED, ALL, List.of()));
            PaymentView end = desk.find(id).orElseThrow();
            assertEquals(PaymentState.SETTLED, end.state());
            assertEquals(null, end.reviewReason());
        }

        @Test
        void aboutTheCurrencyIsPutAside() {
            PaymentId id = opened();
            tell(report(id, ProviderStatus.SETTLED, Money.of(2500, "USD"), List.of()));
            assertEquals(PaymentState.NEEDS_REVIEW, desk.find(id).orElseThrow().state());
        }

        @Test
        void byMoreFlowingBackThanWasPaidIsFlaggedAndNotTakenOff() {
            PaymentId id = opened();
            Reversal tooMuch = new Reversal("re-" + id, ReversalKind.REFUND, Money.of(2501, "EUR"));
            tell(report(id, ProviderStatus.SETTLED, ALL, List.of(tooMuch)));
            PaymentView end = desk.find(id).orElseThrow();
            assertEquals(PaymentState.SETTLED, end.state());
            assertEquals(0, end.reversed().minor());
            assertEquals("More flowed back than was paid", end.reviewReason());
        }

        @Test
        void byKnowingSeveralPaymentsIsPutAsideAndNotBooked() {
            PaymentId id = opened();
            ProviderAnswer settled = report(id, ProviderStatus.SETTLED, ALL, List.of()).answer();
            tell(new ProviderReport(id, settled, List.of(), false, true));
            assertEquals(PaymentState.NEEDS_REVIEW, desk.find(id).orElseThrow().state());
        }

        @Test
        void byAnotherReferenceIsFlagged() {
            PaymentId id = opened();
            tell(report(id, ProviderStatus.SETTLED, ALL, List.of()));
            ProviderAnswer other =
                    new ProviderAnswer("another-" + id, ProviderStatus.SETTLED, ALL, null, none());
            tell(new ProviderReport(id, other, List.of(), false, false));
            PaymentView end = desk.find(id).orElseThrow();
            assertEquals(PaymentState.SETTLED, end.state());
            assertEquals("ref-" + id, end.providerReference());
        }

        @Test
        void byDecliningWhatItHadSettledChangesNothing() {
            PaymentId id = opened();
            tell(report(id, ProviderStatus.SETTLED, ALL, List.of()));
            tell(report(id, ProviderStatus.DECLINED, ALL, List.of()));
            tell(report(id, ProviderStatus.PENDING, ALL, List.of()));
            assertEquals(PaymentState.SETTLED, desk.find(id).orElseThrow().state());
        }
    }

    private PaymentId opened() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                desk.open(
                                        new PaymentOrder(
                                                new PaymentId(ids.next()),
                                                UUID.randomUUID(),
                                                1,
                                                "DE",
                                                PaymentMethod.SANDBOX,
                                                ALL,
                                                "de",
                                                null,
                                                Map.of("scenario", "SUCCEEDS"))));
    }

    private void tell(ProviderReport report) {
        QuarkusTransaction.requiringNew()
                .run(() -> word.record(payments.locked(report.payment()).orElseThrow(), report));
    }

    private static ProviderReport report(
            PaymentId id, ProviderStatus status, Money amount, List<Reversal> back) {
        return new ProviderReport(
                id,
                new ProviderAnswer("ref-" + id, status, amount, null, none()),
                back,
                false,
                false);
    }

    private static NextAction none() {
        return new NextAction.None();
    }

    private int movements(PaymentId id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                database.createNativeQuery(
                                                "SELECT id FROM payment_reversal WHERE payment_id"
                                                        + " = :id")
                                        .setParameter("id", id.value())
                                        .getResultList()
                                        .size());
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : items) {
            List<Integer> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
