package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.RefundRefused;
import org.almoner.payment.ReversalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that flows back: our refunds, others' refunds, disputes and reversals. */
class FlowBackTest extends WithPlay {

    private static final String REFUND = "POST /v2/payments/captures/[^/]+/refund";

    private final PaymentRequest request = Play.anew(Play.euros(2500));

    private ProviderReport lookUp(PaymentTrace trace) throws GatewayUnavailable {
        return play.gateway.lookUp(trace).orElseThrow();
    }

    private static ProviderReport.Reversal back(
            String reference, ReversalKind kind, long minor, String reason) {
        return new ProviderReport.Reversal(reference, kind, Play.euros(minor), reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeFault.class,
            names = {
                "ERROR_BEFORE",
                "ERROR_AFTER",
                "LOST_REPLY",
                "CONFLICT",
                "HTML",
                "RATE_LIMITED"
            })
    void whateverGoesWrongARefundUnderOneKeyGivesBackOnce(FakeFault fault) throws Exception {
        PaymentTrace paid = play.captured(request);
        play.paypal.failNext(REFUND, fault);
        assertThrows(
                GatewayUnavailable.class,
                () -> play.gateway.refund(paid, "ref-1", Play.euros(1000)));
        play.clock.goForward(Duration.ofDays(44));
        String refund = play.gateway.refund(paid, "ref-1", Play.euros(1000));
        assertEquals(
                List.of(back(refund, ReversalKind.REFUND, 1000, null)), lookUp(paid).reversals());
        assertEquals(Optional.of(Duration.ofDays(45)), play.gateway.refundKeyLifetime());
    }

    @Test
    void noMoreIsGivenBackThanIsLeft() throws Exception {
        PaymentTrace paid = play.captured(request);
        play.gateway.refund(paid, "ref-1", Play.euros(2000));
        assertEquals(
                "PayPal says REFUND_AMOUNT_EXCEEDED",
                assertThrows(
                                RefundRefused.class,
                                () -> play.gateway.refund(paid, "ref-2", Play.euros(501)))
                        .getMessage());
        play.gateway.refund(paid, "ref-3", Play.euros(500));
        assertEquals(
                "PayPal says CAPTURE_FULLY_REFUNDED",
                assertThrows(
                                RefundRefused.class,
                                () -> play.gateway.refund(paid, "ref-4", Play.euros(1)))
                        .getMessage());
        assertThrows(
                RefundRefused.class,
                () -> play.gateway.refund(paid, "ref-5", Money.of(100, "GBP")));
    }

    @Test
    void whatWasNotCapturedIsNotGivenBack() throws Exception {
        PaymentTrace open = play.approved(request);
        assertThrows(
                RefundRefused.class, () -> play.gateway.refund(open, "ref-1", Play.euros(100)));
    }

    @Test
    void aRefundMadeOnPaypalsPagesIsSeen() throws Exception {
        PaymentTrace paid = play.captured(request);
        play.paypal.books().refundedElsewhere(play.charge(paid).captureId(), "10.00");
        ProviderReport report = lookUp(paid);
        assertEquals(1, report.reversals().size());
        assertEquals(ReversalKind.REFUND, report.reversals().get(0).kind());
        assertEquals(Play.euros(1000), report.reversals().get(0).amount());
        assertEquals(ProviderStatus.SETTLED, report.answer().status());
    }

    @Test
    void anOpenDisputeIsToldAndTakesNothingYet() throws Exception {
        PaymentTrace paid = play.captured(request);
        String dispute = play.paypal.disputes().open(play.charge(paid), "25.00");
        ProviderReport report = lookUp(paid);
        assertEquals(List.of(new ProviderReport.Dispute(dispute, false)), report.disputes());
        assertEquals(List.of(), report.reversals());
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVED_BUYER_FAVOUR,25.00,2500",
        "RESOLVED_BUYER_FAVOUR,,2500",
        "RESOLVED_BUYER_FAVOUR,5.00,500",
        "ACCEPTED,25.00,2500",
        "RESOLVED_BUYER_FAVOUR,0.00,0",
        "RESOLVED_SELLER_FAVOUR,,0",
        "RESOLVED_WITH_PAYOUT,25.00,0",
        "CANCELED_BY_BUYER,,0"
    })
    void onlyALostDisputeTakesMoneyAndTheMovementHasTheDisputesName(
            String outcome, String refunded, long minor) throws Exception {
        PaymentTrace paid = play.captured(request);
        String dispute = play.paypal.disputes().open(play.charge(paid), "25.00");
        play.paypal.disputes().resolve(dispute, outcome, refunded);
        ProviderReport report = lookUp(paid);
        assertEquals(List.of(new ProviderReport.Dispute(dispute, true)), report.disputes());
        assertEquals(
                minor == 0
                        ? List.of()
                        : List.of(back(dispute, ReversalKind.RETURN, minor, "UNAUTHORISED")),
                report.reversals());
    }

    @Test
    void aRefundThatCarriesALostDisputeOutIsNotCountedTwice() throws Exception {
        PaymentTrace paid = play.captured(request);
        String dispute = play.paypal.disputes().open(play.charge(paid), "10.00");
        play.clock.goForward(Duration.ofDays(3));
        play.paypal.disputes().resolve(dispute, "RESOLVED_BUYER_FAVOUR", "10.00");
        play.paypal.books().refundedElsewhere(play.charge(paid).captureId(), "10.00");
        String ours = play.gateway.refund(paid, "ref-1", Play.euros(1000));
        assertEquals(
                List.of(
                        back(dispute, ReversalKind.RETURN, 1000, "UNAUTHORISED"),
                        back(ours, ReversalKind.REFUND, 1000, null)),
                lookUp(paid).reversals());
    }

    @Test
    void whatTheBankTakesBackWithoutADisputeIsAReturn() throws Exception {
        PaymentTrace paid = play.captured(request);
        play.gateway.refund(paid, "ref-1", Play.euros(500));
        String capture = play.charge(paid).captureId();
        play.paypal.books().reversed(capture);
        List<ProviderReport.Reversal> back = lookUp(paid).reversals();
        assertEquals(back("REV-" + capture, ReversalKind.RETURN, 2000, null), back.get(1));
        String dispute = play.paypal.disputes().open(play.charge(paid), "25.00");
        assertEquals(1, lookUp(paid).reversals().size(), "undecided while " + dispute);
    }

    @Test
    void anAppThatMayNotReadDisputesStillHearsOfPayments() throws Exception {
        PaymentTrace paid = play.captured(request);
        play.paypal.disputesAreForbidden();
        ProviderReport report = lookUp(paid);
        assertEquals(ProviderStatus.SETTLED, report.answer().status());
        assertTrue(report.disputes().isEmpty());
    }
}
