package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.junit.jupiter.api.Test;

/** Answers that never came: what is found within PayPal's memory of our key, and what after it. */
class LostOrdersTest extends WithPlay {

    private static final String MAKE = "POST /v2/checkout/orders";

    private void lose(PaymentRequest request) {
        play.paypal.failNext(MAKE, FakeFault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
    }

    private Optional<ProviderReport> lookUp(PaymentRequest request) throws GatewayUnavailable {
        return play.gateway.lookUp(play.trace(request, null));
    }

    @Test
    void withinFiveHoursAskingAgainGivesTheSameOrder() throws Exception {
        PaymentRequest request = Play.anew(Play.euros(2500));
        lose(request);
        play.clock.goForward(Duration.ofHours(5).minusSeconds(1));
        int before = play.paypal.calls().size();
        assertTrue(lookUp(request).isEmpty());
        assertEquals(before, play.paypal.calls().size(), "nothing to search for yet");
        ProviderAnswer again = play.gateway.ask(request);
        assertEquals(
                java.util.List.of(again.reference()),
                play.paypal.books().orderIds(request.payment().toString()));
    }

    @Test
    void afterSevenHoursAnOrderThatWaitsForItsDonorIsUnknownAndTookNothing() throws Exception {
        PaymentRequest request = Play.anew(Play.euros(2500));
        lose(request);
        play.clock.goForward(Duration.ofHours(7));
        assertTrue(lookUp(request).isEmpty());
        assertTrue(play.gateway.complete(play.trace(request, null), request.amount()).isEmpty());
        assertEquals(0, play.paypal.books().charges().size());
    }

    @Test
    void afterSevenHoursACollectionThatWasTakenIsFoundByOurId() throws Exception {
        PaymentRequest request = Play.collection(play.token(), false);
        play.gateway.ask(Play.collection(play.token(), false));
        lose(request);
        play.clock.goForward(Duration.ofHours(7));
        ProviderReport report = lookUp(request).orElseThrow();
        assertEquals(request.payment(), report.payment());
        assertEquals(ProviderStatus.SETTLED, report.answer().status());
        assertEquals(
                play.paypal.books().orderIds(request.payment().toString()).get(0),
                report.answer().reference());
    }

    @Test
    void afterSevenHoursAskingAgainWouldNotBeSafeWhichIsWhyNobodyDoes() throws Exception {
        PaymentRequest request = Play.anew(Play.euros(2500));
        lose(request);
        play.clock.goForward(Duration.ofHours(7));
        play.gateway.ask(request);
        assertEquals(2, play.paypal.books().orderIds(request.payment().toString()).size());
    }

    @Test
    void anAccountThatMayNotSearchLeavesItToAPerson() throws Exception {
        PaymentRequest request = Play.collection(play.token(), false);
        lose(request);
        play.paypal.searchIsForbidden();
        play.clock.goForward(Duration.ofHours(7));
        assertTrue(lookUp(request).isEmpty());
    }

    @Test
    void theSameCollectionUnderAForgottenKeyIsRefusedByItsInvoiceNumber() throws Exception {
        PaymentRequest request = Play.collection(play.token(), false);
        lose(request);
        play.clock.goForward(Duration.ofHours(7));
        assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
        assertEquals(1, play.paypal.books().charges(request.payment().toString()).size());
    }

    @Test
    void aPaymentOfWhichNothingIsKnownIsNotSearchedFor() throws Exception {
        play.clock.goForward(Duration.ofHours(7));
        assertTrue(play.gateway.lookUp(new PaymentTrace(Play.someId(), null, null)).isEmpty());
        assertNotEquals(0, play.gateway.keyLifetime().toHours());
        assertEquals(0, play.paypal.calls().size());
    }
}
