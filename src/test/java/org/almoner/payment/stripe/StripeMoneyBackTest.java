package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderReport.Reversal;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.RefundRefused;
import org.almoner.payment.ReversalKind;
import org.almoner.payment.stripe.FakeStripe.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that flows back: given back by us or in Stripe's pages, or taken back by banks. */
class StripeMoneyBackTest {

    private final StripePlay play = new StripePlay();
    private PaymentTrace paid;

    @BeforeEach
    void pay() throws Exception {
        PaymentRequest request = play.paid();
        paid = StripePlay.trace(request, play.reference(request.payment()));
    }

    @AfterEach
    void stop() {
        play.close();
    }

    private ProviderReport report() throws GatewayUnavailable {
        return play.gateway.lookUp(paid).orElseThrow();
    }

    private String dispute(long amount, String status) {
        return play.stripe.with(
                books -> books.dispute(play.intent(paid.payment()), amount, status));
    }

    private void close(String dispute, String status) {
        play.stripe.with(
                books -> {
                    books.close(dispute, status);
                    return null;
                });
    }

    private long givenBack() {
        return play.stripe.with(
                books ->
                        books.all("refund").stream()
                                .mapToLong(it -> it.get("amount").longValue())
                                .sum());
    }

    @Test
    void aRefundIsMarkedWithOurKeyAndNothingElse() throws Exception {
        String id = play.gateway.refund(paid, "ref-1", StripePlay.euros(1000));
        var refund = play.stripe.with(books -> books.required(id));
        assertEquals("ref-1", refund.get("metadata").get(GiveBack.KEY).textValue());
        assertEquals(2, refund.get("metadata").size());
    }

    @ParameterizedTest
    @CsvSource({"ERROR_AFTERWARDS", "LOST_REPLY"})
    void aRefundWhoseAnswerWasLostIsFoundAndNotMadeAgain(Fault fault) throws Exception {
        play.stripe.meets(fault);
        String id = play.gateway.refund(paid, "ref-1", StripePlay.euros(1000));
        assertEquals(id, play.gateway.refund(paid, "ref-1", StripePlay.euros(1000)));
        assertEquals(1000, givenBack());
    }

    @ParameterizedTest
    @CsvSource({"ERROR_BEFORE", "TOO_MANY", "CONFLICT", "NONSENSE"})
    void aRefundThatWasNotMadeIsAskedForAgain(Fault fault) throws Exception {
        play.stripe.meets(fault);
        assertThrows(
                GatewayUnavailable.class,
                () -> play.gateway.refund(paid, "ref-1", StripePlay.euros(1000)));
        assertEquals(0, givenBack());
        play.gateway.refund(paid, "ref-1", StripePlay.euros(1000));
        assertEquals(1000, givenBack());
    }

    @Test
    void twoRefundsAtOnceThatAreTooMuchTogetherGiveBackOne() throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(2);
        int given = 0;
        try {
            List<Callable<Boolean>> both = List.of(() -> isGiven("ref-1"), () -> isGiven("ref-2"));
            for (Future<Boolean> one : hands.invokeAll(both)) {
                given += one.get() ? 1 : 0;
            }
        } finally {
            hands.shutdownNow();
        }
        assertEquals(1, given);
        assertEquals(2000, givenBack());
    }

    private boolean isGiven(String key) throws GatewayUnavailable {
        try {
            play.gateway.refund(paid, key, StripePlay.euros(2000));
            return true;
        } catch (RefundRefused tooMuch) {
            return false;
        }
    }

    @Test
    void whatStripeWillNotGiveBackIsRefusedWithItsCode() throws Exception {
        play.gateway.refund(paid, "ref-1", StripePlay.euros(2500));
        RefundRefused again =
                assertThrows(
                        RefundRefused.class,
                        () -> play.gateway.refund(paid, "ref-2", StripePlay.euros(1)));
        assertTrue(again.getMessage().contains("charge_already_refunded"));
        assertThrows(
                RefundRefused.class,
                () ->
                        play.gateway.refund(
                                new PaymentTrace(
                                        new PaymentId(UUID.randomUUID()),
                                        paid.office(),
                                        paid.reference()),
                                "ref-3",
                                StripePlay.euros(1)));
        assertThrows(
                RefundRefused.class,
                () ->
                        play.gateway.refund(
                                new PaymentTrace(paid.payment(), paid.office(), "pi_none"),
                                "ref-4",
                                StripePlay.euros(1)));
        assertThrows(
                RefundRefused.class,
                () -> play.gateway.refund(paid, "ref-5", Money.of(100, "GBP")));
    }

    @Test
    void aDisputedPaymentIsNotGivenBackAsWell() {
        dispute(2500, "needs_response");
        assertThrows(
                RefundRefused.class,
                () -> play.gateway.refund(paid, "ref-1", StripePlay.euros(100)));
    }

    @Test
    void refundsMadeInStripesPagesAreToldHoweverMany() throws Exception {
        for (int i = 0; i < 23; i++) {
            play.stripe.with(
                    books ->
                            books.refund(
                                    Map.of("payment_intent", paid.reference(), "amount", "100")));
        }
        List<Reversal> told = report().reversals();
        assertEquals(23, told.stream().map(Reversal::reference).distinct().count());
        assertEquals(
                Collections.nCopies(23, StripePlay.euros(100)),
                told.stream().map(Reversal::amount).toList());
        assertEquals(ProviderStatus.SETTLED, report().answer().status());
    }

    @Test
    void aRefundThatTheBankSendsBackIsNoneAnyMore() throws Exception {
        String id = play.gateway.refund(paid, "ref-1", StripePlay.euros(1000));
        assertEquals(1, report().reversals().size());
        assertEquals(List.of(), report().failedRefunds());
        play.stripe.with(
                books -> {
                    books.failRefund(id);
                    return null;
                });
        assertEquals(List.of(id), report().failedRefunds());
        assertEquals(List.of(), report().reversals());
    }

    @Test
    void anInquiryOfTheBankIsNoDispute() throws Exception {
        String inquiry = dispute(2500, "warning_needs_response");
        assertEquals(List.of(), report().disputes());
        close(inquiry, "warning_closed");
        assertEquals(List.of(), report().disputes());
        assertEquals(List.of(), report().reversals());
    }

    @Test
    void anInquiryThatBecomesADisputeIsOne() throws Exception {
        String dispute = dispute(2500, "warning_under_review");
        play.stripe.with(books -> books.required(dispute).put("status", "needs_response"));
        assertEquals(List.of(new ProviderReport.Dispute(dispute, false)), report().disputes());
    }

    @ParameterizedTest
    @CsvSource({"needs_response", "under_review"})
    void anOpenDisputeHasTakenNothingYet(String status) throws Exception {
        String dispute = dispute(2500, status);
        assertEquals(List.of(new ProviderReport.Dispute(dispute, false)), report().disputes());
        assertEquals(List.of(), report().reversals());
    }

    @ParameterizedTest
    @CsvSource({"won", "prevented"})
    void aDisputeThatWasNotLostIsOverAndTookNothing(String outcome) throws Exception {
        String dispute = dispute(2500, "needs_response");
        close(dispute, outcome);
        assertEquals(List.of(new ProviderReport.Dispute(dispute, true)), report().disputes());
        assertEquals(List.of(), report().reversals());
    }

    @ParameterizedTest
    @CsvSource({
        "fraudulent,DISPUTE_FRAUD",
        "subscription_canceled,DISPUTE_CANCELED",
        "general,DISPUTE_LOST"
    })
    void aLostDisputeIsAReturnOfWhatWasDisputedUnderItsOwnId(String reason, String code)
            throws Exception {
        String dispute = dispute(900, "needs_response");
        play.stripe.with(books -> books.required(dispute).put("reason", reason));
        close(dispute, "lost");
        assertEquals(List.of(new ProviderReport.Dispute(dispute, true)), report().disputes());
        assertEquals(
                List.of(new Reversal(dispute, ReversalKind.RETURN, StripePlay.euros(900), code)),
                report().reversals());
    }

    @Test
    void whatFlowedBackIsToldInItsOrder() throws Exception {
        String dispute = dispute(500, "needs_response");
        play.clock.goForward(Duration.ofDays(1));
        close(dispute, "lost");
        play.stripe.with(
                books ->
                        books.required(play.intent(paid.payment()).get("latest_charge").textValue())
                                .put("disputed", false));
        String refund = play.gateway.refund(paid, "ref-1", StripePlay.euros(300));
        play.stripe.with(
                books ->
                        books.required(play.intent(paid.payment()).get("latest_charge").textValue())
                                .put("disputed", true));
        List<String> told = new ArrayList<>();
        report().reversals().forEach(it -> told.add(it.reference()));
        assertEquals(List.of(dispute, refund), told);
        assertEquals(
                800,
                LongStream.of(
                                report().reversals().stream()
                                        .mapToLong(it -> it.amount().minor())
                                        .toArray())
                        .sum());
    }
}
