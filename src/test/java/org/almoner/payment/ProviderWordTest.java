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
import org.almoner.payment.ProviderReport.Dispute;
import org.almoner.payment.ProviderReport.Reversal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The provider may say everything late, twice and in any order (EO-14): payment, gift and ledger
 * end the same.
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
        List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3, 4));
        assertEquals(120, orders.size());
        for (int i = 0; i < orders.size(); i++) {
            check(orders.get(i), i % 2 == 0);
        }
        long seed = Long.getLong("almoner.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            for (int i = random.nextInt(6); i > 0; i--) {
                order.add(random.nextInt(5));
            }
            Collections.shuffle(order, random);
            try {
                check(order, random.nextBoolean());
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ", order " + order, broken);
            }
        }
    }

    private void check(List<Integer> order, boolean lost) {
        UUID gift = pledged();
        PaymentId id = opened(gift);
        for (int which : order) {
            tell(truth(id, which, lost));
        }
        PaymentView end = desk.find(id).orElseThrow();
        String shown = "after " + order + (lost ? ", dispute lost" : ", dispute won");
        assertEquals(
                lost ? PaymentState.RETURNED : PaymentState.PARTLY_REFUNDED, end.state(), shown);
        assertEquals(Money.of(lost ? 2500 : 1000, "EUR"), end.reversed(), shown);
        assertEquals(false, end.disputed(), shown);
        assertEquals(null, end.reviewReason(), shown);
        assertEquals(lost ? 2 : 1, movements(id), shown);
        assertEquals(
                lost
                        ? "GIFT 2500, REFUND 1000, RETURN 1500; RETURNED"
                        : "GIFT 2500, REFUND 1000; PARTLY_REFUNDED",
                books(gift),
                shown);
        assertEquals(lost ? List.of("AM04") : List.of(), reasons(id), shown);
    }

    @Test
    void ofADisputeThatIsOverIsNotTakenBackByAnOlderReport() {
        PaymentId id = opened(UUID.randomUUID());
        tell(truth(id, 3, false));
        assertEquals(true, desk.find(id).orElseThrow().disputed());
        tell(truth(id, 4, false));
        assertEquals(false, desk.find(id).orElseThrow().disputed());
        tell(truth(id, 3, false));
        assertEquals(false, desk.find(id).orElseThrow().disputed());
        Dispute another = new Dispute("second-" + id, false);
        tell(report(id, ProviderStatus.SETTLED, List.of(), List.of(another)));
        assertEquals(true, desk.find(id).orElseThrow().disputed());
    }

    /**
     * What the provider knows at five moments: asked, paid, partly given back, disputed, dispute
     * over. If that was lost, the rest is charged back.
     */
    private static ProviderReport truth(PaymentId id, int moment, boolean lost) {
        List<Reversal> back = new ArrayList<>();
        if (moment >= 2) {
            back.add(new Reversal("re-" + id, ReversalKind.REFUND, Money.of(1000, "EUR")));
        }
        if (moment == 4 && lost) {
            back.add(new Reversal("cb-" + id, ReversalKind.RETURN, Money.of(1500, "EUR"), "AM04"));
        }
        List<Dispute> disputes =
                moment < 3 ? List.of() : List.of(new Dispute("dp-" + id, moment == 4));
        return report(
                id, moment == 0 ? ProviderStatus.PENDING : ProviderStatus.SETTLED, back, disputes);
    }

    /** A gift as the wizard would have written it. */
    private UUID pledged() {
        UUID donor = UUID.randomUUID();
        UUID gift = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            database.createNativeQuery(
                                            """
                                            INSERT INTO donor (id, office_code, identity_hash, kind,
                                                salutation, first_name, last_name, email, street,
                                                town, country, locale, created_at, last_seen_at)
                                            VALUES (:id, 'DE', repeat(md5(cast(:id AS text)), 2),
                                                'PERSON', 'MS', 'Erika', 'Beispiel',
                                                'order@example.org', 'Weg', 'Ort', 'DE', 'de',
                                                now(), now())
                                            """)
                                    .setParameter("id", donor)
                                    .executeUpdate();
                            database.createNativeQuery(
                                            """
                                            INSERT INTO donation (id, draft_id, donor_id, office,
                                                amount_minor, currency, country, locale, method,
                                                state, status, payment_id, attempts, pledged_at,
                                                version)
                                            VALUES (:id, gen_random_uuid(), :donor, 'DE', 2500,
                                                'EUR', 'DE', 'de', 'SANDBOX', 'PLEDGED', 'PENDING',
                                                gen_random_uuid(), 1, now(), 1)
                                            """)
                                    .setParameter("id", gift)
                                    .setParameter("donor", donor)
                                    .executeUpdate();
                        });
        return gift;
    }

    /** What stands in the ledger for a gift, and what the gift has become. */
    private String books(UUID gift) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                (String)
                                        database.createNativeQuery(
                                                        """
                                                        SELECT string_agg(
                                                            l.cause_type || ' ' || l.debit_minor, ', '
                                                            ORDER BY l.cause_type) || '; ' || d.state
                                                        FROM ledger_entry l
                                                        JOIN donation d ON d.id = l.donation_id
                                                        WHERE d.id = :gift AND l.debit_minor > 0
                                                        GROUP BY d.state
                                                        """,
                                                        String.class)
                                                .setParameter("gift", gift)
                                                .getSingleResult());
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
            tell(new ProviderReport(id, settled, List.of(), List.of(), true));
            assertEquals(PaymentState.NEEDS_REVIEW, desk.find(id).orElseThrow().state());
        }

        @Test
        void byAnotherReferenceIsFlagged() {
            PaymentId id = opened();
            tell(report(id, ProviderStatus.SETTLED, ALL, List.of()));
            ProviderAnswer other =
                    new ProviderAnswer("another-" + id, ProviderStatus.SETTLED, ALL, null, none());
            tell(new ProviderReport(id, other, List.of(), List.of(), false));
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

    @Test
    void keepsABanksCodeForAReturnAndNeverItsText() {
        for (String told : List.of("am04", "Kein Geld", "AM04 ", "A".repeat(21), "")) {
            assertEquals(null, new Reversal("r", ReversalKind.RETURN, ALL, told).reason());
        }
        assertEquals("MD06", new Reversal("r", ReversalKind.RETURN, ALL, "MD06").reason());
    }

    private PaymentId opened() {
        return opened(UUID.randomUUID());
    }

    private PaymentId opened(UUID reference) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                desk.open(
                                        new PaymentOrder(
                                                new PaymentId(ids.next()),
                                                reference,
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
                List.of(),
                false);
    }

    private static ProviderReport report(
            PaymentId id, ProviderStatus status, List<Reversal> back, List<Dispute> disputes) {
        return new ProviderReport(
                id,
                new ProviderAnswer("ref-" + id, status, ALL, null, none()),
                back,
                disputes,
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

    private List<?> reasons(PaymentId id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                database.createNativeQuery(
                                                "SELECT reason FROM payment_reversal WHERE"
                                                        + " payment_id = :id AND reason IS NOT"
                                                        + " NULL",
                                                String.class)
                                        .setParameter("id", id.value())
                                        .getResultList());
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
