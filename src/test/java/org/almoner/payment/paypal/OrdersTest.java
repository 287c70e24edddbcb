package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.paypal.FakeBooks.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders: made, agreed to, captured, and everything that PayPal may answer. */
class OrdersTest extends WithPlay {

    private static final String MAKE = "POST /v2/checkout/orders";
    private static final String CAPTURE = "POST /v2/checkout/orders/[^/]+/capture";
    private static final String SHOW = "GET /v2/checkout/orders/[^/]+";

    private final PaymentRequest request = Play.anew(Play.euros(2500));

    private ProviderReport complete(PaymentTrace trace) throws GatewayUnavailable {
        return play.gateway.complete(trace, request.amount()).orElseThrow();
    }

    private void assertCharges(int count) {
        assertEquals(count, play.paypal.books().charges(request.payment().toString()).size());
    }

    @Test
    void theDonorIsSentToPaypalsPageAndNothingIsTakenYet() throws Exception {
        ProviderAnswer answer = play.gateway.ask(request);
        assertEquals(ProviderStatus.PENDING, answer.status());
        String page = ((NextAction.Redirect) answer.nextAction()).url();
        assertTrue(page.endsWith("/checkoutnow?token=" + answer.reference()), page);
        assertCharges(0);
        ObjectNode order = play.paypal.books().order(answer.reference());
        assertEquals("CAPTURE", order.path("intent").asText());
        assertEquals("25.00", order.at("/purchase_units/0/amount/value").asText());
        assertEquals(
                request.payment().toString(), order.at("/purchase_units/0/custom_id").asText());
    }

    @Test
    void whatTheDonorHasNotAgreedToIsLookedAtAndNotCaptured() throws Exception {
        ProviderAnswer made = play.gateway.ask(request);
        PaymentTrace trace = play.trace(request, made.reference());
        assertEquals(made, complete(trace).answer());
        assertEquals(0, play.paypal.calls(CAPTURE));
    }

    @Test
    void whatTheDonorHasAgreedToIsCapturedOnceHoweverOftenItIsAskedFor() throws Exception {
        PaymentTrace trace = play.approved(request);
        assertEquals(ProviderStatus.SETTLED, complete(trace).answer().status());
        assertEquals(request.amount(), complete(trace).answer().amount());
        assertCharges(1);
        assertEquals(1, play.paypal.calls(CAPTURE));
    }

    @Test
    void lookingUpNeverCaptures() throws Exception {
        PaymentTrace trace = play.approved(request);
        assertEquals(
                ProviderStatus.PENDING, play.gateway.lookUp(trace).orElseThrow().answer().status());
        assertCharges(0);
    }

    @Test
    void fiftyAtOnceCaptureOnce() throws Exception {
        PaymentTrace trace = play.approved(request);
        Callable<Boolean> hint =
                () -> {
                    try {
                        return complete(trace).answer().status() == ProviderStatus.SETTLED;
                    } catch (GatewayUnavailable beingDone) {
                        return false;
                    }
                };
        ExecutorService many = Executors.newFixedThreadPool(16);
        int told = 0;
        try {
            for (Future<Boolean> one : many.invokeAll(Collections.nCopies(50, hint))) {
                told += one.get() ? 1 : 0;
            }
        } finally {
            many.shutdownNow();
        }
        assertTrue(told >= 1);
        assertCharges(1);
        assertEquals(ProviderStatus.SETTLED, complete(trace).answer().status());
    }

    @ParameterizedTest
    @CsvSource({"2501,EUR", "2499,EUR", "2500,GBP"})
    void anotherAmountOrCurrencyThanOursIsReportedAndNeverCaptured(long minor, String currency)
            throws Exception {
        PaymentTrace trace = play.approved(request);
        Money ours = Money.of(minor, currency);
        ProviderReport report = play.gateway.complete(trace, ours).orElseThrow();
        assertEquals(request.amount(), report.answer().amount());
        assertEquals(ProviderStatus.PENDING, report.answer().status());
        assertCharges(0);
    }

    @Test
    void anotherPaymentsOrderIsNeverCaptured() throws Exception {
        PaymentTrace trace = play.approved(request);
        PaymentTrace other = play.trace(Play.anew(Play.euros(2500)), trace.reference());
        assertThrows(
                GatewayUnavailable.class, () -> play.gateway.complete(other, request.amount()));
        assertCharges(0);
    }

    @Test
    void anOrderOnAnotherAccountIsNotBelieved() throws Exception {
        PaymentTrace trace = play.approved(request);
        ObjectNode payee =
                (ObjectNode)
                        play.paypal.books().order(trace.reference()).at("/purchase_units/0/payee");
        payee.put("merchant_id", "SOMEBODYELSE1");
        assertThrows(GatewayUnavailable.class, () -> complete(trace));
        assertCharges(0);
    }

    @Test
    void anOrderThatNobodyAgreedToEndsWhenPaypalDropsIt() throws Exception {
        ProviderAnswer made = play.gateway.ask(request);
        play.paypal.books().drop(made.reference());
        PaymentTrace trace = play.trace(request, made.reference());
        play.clock.goForward(Duration.ofHours(1).minusSeconds(1));
        assertThrows(GatewayUnavailable.class, () -> complete(trace), "not found yet");
        play.clock.goForward(Duration.ofSeconds(1));
        assertEquals(ProviderStatus.EXPIRED, complete(trace).answer().status());
        assertTrue(play.gateway.lookUp(trace).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTRUMENT_DECLINED",
                "PAYER_ACTION_REQUIRED",
                "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"
            })
    void theDonorMayChooseAnotherWayToPayOnTheSamePage(String issue) throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.books().captureGoes(trace.reference(), new Course(issue, null, null));
        assertEquals(ProviderStatus.PENDING, complete(trace).answer().status());
        assertEquals(ProviderStatus.PENDING, complete(trace).answer().status());
        assertEquals(1, play.paypal.calls(CAPTURE), "not again before the donor agrees again");
        play.clock.goForward(Duration.ofMinutes(2));
        play.paypal.books().approve(trace.reference());
        assertEquals(ProviderStatus.SETTLED, complete(trace).answer().status());
        assertCharges(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAYER_CANNOT_PAY",
                "PAYER_ACCOUNT_RESTRICTED",
                "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
                "TRANSACTION_REFUSED",
                "COMPLIANCE_VIOLATION",
                "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED"
            })
    void whatPaypalRefusesForGoodIsDeclinedWithItsCode(String issue) throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.books().captureGoes(trace.reference(), new Course(issue, null, null));
        ProviderAnswer answer = complete(trace).answer();
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertEquals(issue, answer.declineCode());
        assertCharges(0);
    }

    @ParameterizedTest
    @CsvSource({
        "DECLINED,,CAPTURE_DECLINED",
        "FAILED,,CAPTURE_FAILED",
        "DECLINED,DECLINED_BY_RISK_FRAUD_FILTERS,DECLINED_BY_RISK_FRAUD_FILTERS"
    })
    void aCaptureThatFailsIsDeclined(String status, String reason, String code) throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.books().captureGoes(trace.reference(), new Course(null, status, reason));
        ProviderAnswer answer = complete(trace).answer();
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertEquals(code, answer.declineCode());
    }

    @ParameterizedTest
    @CsvSource({"ECHECK,COMPLETED,SETTLED", "PENDING_REVIEW,DECLINED,DECLINED"})
    void aCaptureThatWaitsForABankOrAReviewIsDecidedLater(
            String reason, String end, ProviderStatus status) throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.books().captureGoes(trace.reference(), new Course(null, "PENDING", reason));
        assertEquals(ProviderStatus.PENDING, complete(trace).answer().status());
        assertEquals(ProviderStatus.PENDING, complete(trace).answer().status());
        assertEquals(1, play.paypal.calls(CAPTURE));
        play.paypal.books().becomes(play.charge(trace).captureId(), end);
        assertEquals(status, complete(trace).answer().status());
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
                "CUT",
                "OVERSIZED",
                "REDIRECT",
                "FORBIDDEN",
                "RATE_LIMITED"
            })
    void whateverGoesWrongWhileAnOrderIsMadeOneOrderComesOfIt(FakeFault fault) throws Exception {
        play.paypal.failNext(MAKE, fault);
        assertFalse(
                assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request))
                        .certainlyNotSent());
        play.clock.goForward(Duration.ofSeconds(7));
        assertEquals(ProviderStatus.PENDING, play.gateway.ask(request).status());
        assertEquals(1, play.paypal.books().orderIds(request.payment().toString()).size());
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
                "CUT",
                "OVERSIZED",
                "REDIRECT",
                "FORBIDDEN",
                "RATE_LIMITED"
            })
    void whateverGoesWrongWhileItIsCapturedMoneyIsTakenOnce(FakeFault fault) throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.failNext(CAPTURE, fault);
        assertThrows(GatewayUnavailable.class, () -> complete(trace));
        play.clock.goForward(Duration.ofSeconds(7));
        assertEquals(ProviderStatus.SETTLED, complete(trace).answer().status());
        assertCharges(1);
    }

    @Test
    void somebodyElseCapturedFirstIsSeenByLookingAgain() throws Exception {
        PaymentTrace trace = play.approved(request);
        play.paypal.failNext(CAPTURE, FakeFault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> complete(trace));
        ObjectNode order = play.paypal.books().order(trace.reference());
        ObjectNode stale = order.deepCopy();
        assertEquals("COMPLETED", stale.path("status").asText());
        assertEquals(ProviderStatus.SETTLED, complete(trace).answer().status());
        assertCharges(1);
    }

    @Test
    void aTokenThatPaypalDoesNotTakeAnyMoreIsRenewedOnce() throws Exception {
        play.gateway.ask(Play.anew(Play.euros(100)));
        assertEquals(1, play.paypal.calls("POST /v1/oauth2/token"));
        play.paypal.failNext(MAKE, FakeFault.STALE_TOKEN);
        assertEquals(ProviderStatus.PENDING, play.gateway.ask(request).status());
        assertEquals(2, play.paypal.calls("POST /v1/oauth2/token"));
        play.paypal.failNext(MAKE, FakeFault.STALE_TOKEN);
        play.paypal.failNext(MAKE, FakeFault.STALE_TOKEN);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(Play.anew(Play.euros(100))));
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItEndsAndRenewedByOneOfMany() throws Exception {
        play.gateway.ask(Play.anew(Play.euros(100)));
        play.clock.goForward(Duration.ofSeconds(32400 - 61));
        play.gateway.ask(Play.anew(Play.euros(100)));
        assertEquals(1, play.paypal.calls("POST /v1/oauth2/token"));
        play.clock.goForward(Duration.ofSeconds(1));
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            many.invokeAll(
                    Collections.nCopies(20, () -> play.gateway.ask(Play.anew(Play.euros(100)))));
        } finally {
            many.shutdownNow();
        }
        assertEquals(2, play.paypal.calls("POST /v1/oauth2/token"));
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED,6,7", "RATE_LIMITED_SILENTLY,9,10"})
    void paypalIsLeftAloneForAsLongAsItAsks(FakeFault fault, int still, int over) throws Exception {
        play.paypal.failNext(MAKE, fault);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        play.clock.goForward(Duration.ofSeconds(still));
        int before = play.paypal.calls().size();
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        assertEquals(before, play.paypal.calls().size(), "no call at all");
        play.clock.goForward(Duration.ofSeconds(over - still));
        assertEquals(ProviderStatus.PENDING, play.gateway.ask(request).status());
    }

    @Test
    void whatPaypalWillNotMakeIsDeclinedWithItsReason() throws Exception {
        PaymentRequest nothing = Play.request(request.payment(), Play.euros(0), null);
        ProviderAnswer answer = play.gateway.ask(nothing);
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertEquals("CANNOT_BE_ZERO_OR_NEGATIVE", answer.declineCode());
    }

    @Test
    void aKeyThatPaypalKnowsFromAnotherRequestIsNoRefusal() throws Exception {
        play.gateway.ask(request);
        PaymentRequest other = Play.request(request.payment(), Play.euros(2600), null);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(other));
        assertEquals(1, play.paypal.books().orderIds(request.payment().toString()).size());
    }

    @Test
    void anUnreachablePaypalIsSaidToBeNotReached() {
        play.paypal.close();
        assertTrue(
                assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request))
                        .certainlyNotSent());
    }

    @Test
    void aPageThatIsNotPaypalsIsNoPlaceToSendDonorsTo() throws Exception {
        ProviderAnswer made = play.gateway.ask(request);
        ObjectNode link = (ObjectNode) play.paypal.books().order(made.reference()).at("/links/0");
        for (String page :
                List.of(
                        "https://paypal.com.example.org/x",
                        "https://user@www.paypal.com/x",
                        "javascript:alert(1)",
                        "http://www.paypal.com/x")) {
            link.put("href", page);
            assertEquals(
                    new NextAction.None(),
                    complete(play.trace(request, made.reference())).answer().nextAction(),
                    page);
        }
        link.put("href", "https://www.paypal.com/checkoutnow?token=1");
        assertTrue(
                complete(play.trace(request, made.reference())).answer().nextAction()
                        instanceof NextAction.Redirect);
    }

    @Test
    void anOfficeWithoutAnAccountIsNotServed() {
        assertTrue(play.gateway.serves(org.almoner.giving.PaymentMethod.PAYPAL, "DE"));
        assertFalse(play.gateway.serves(org.almoner.giving.PaymentMethod.PAYPAL, "NL"));
        assertFalse(play.gateway.serves(org.almoner.giving.PaymentMethod.CARD, "DE"));
        assertThrows(
                GatewayUnavailable.class,
                () ->
                        play.gateway.lookUp(
                                new PaymentTrace(request.payment(), "NL", "O1", Play.START)));
        assertEquals(0, play.paypal.calls(SHOW));
    }
}
