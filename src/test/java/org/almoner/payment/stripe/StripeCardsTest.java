package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.almoner.payment.stripe.FakeStripe.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards that are kept, forgotten, and given up. */
class StripeCardsTest {

    private final StripePlay play = new StripePlay();
    private final SaveRequest request = StripePlay.saving(new SavedMethodId(UUID.randomUUID()));

    @AfterEach
    void stop() {
        play.close();
    }

    private MethodTrace trace(String reference) {
        return new MethodTrace(request.id(), request.office(), reference);
    }

    private MethodAnswer lookUp(String reference) throws GatewayUnavailable {
        return play.gateway.lookUpMethod(trace(reference)).orElseThrow();
    }

    private void keeps(String reference) {
        play.stripe.with(
                books -> {
                    books.keepCard(books.required(reference), StripeBooks.VISA);
                    return null;
                });
    }

    @Test
    void theDonorConfirmsInStripesFormAndTheCardIsKnownByItsLastDigits() throws Exception {
        MethodAnswer asked = play.gateway.save(request);
        assertEquals(MethodStatus.PENDING, asked.status());
        NextAction.ConfirmCard action =
                assertInstanceOf(NextAction.ConfirmCard.class, asked.nextAction());
        assertTrue(action.clientSecret().startsWith("seti_"));
        keeps(asked.reference());
        MethodAnswer kept = lookUp(asked.reference());
        assertEquals(MethodStatus.ACTIVE, kept.status());
        assertEquals("Visa •••• 4242", kept.label());
        assertEquals(YearMonth.of(2031, 8), kept.expires());
        assertInstanceOf(NextAction.None.class, kept.nextAction());
    }

    @Test
    void stripeIsToldNothingAboutTheDonor() throws Exception {
        play.gateway.save(request);
        var customer = play.stripe.with(books -> books.all("customer").get(0));
        assertTrue(customer.get("email").isNull() && customer.get("name").isNull());
        assertEquals(1, customer.get("metadata").size());
    }

    @Test
    void anAnswerThatWasLostIsFoundUnderTheSameKeys() throws Exception {
        play.stripe.meets(Fault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(request));
        assertTrue(play.gateway.lookUpMethod(trace(null)).isEmpty(), "a customer is no card");
        MethodAnswer saved = play.gateway.save(request);
        assertEquals(saved, play.gateway.save(request));
        assertEquals(saved, lookUp(null));
        assertEquals(1, (int) play.stripe.with(books -> books.all("customer").size()));
        assertEquals(1, (int) play.stripe.with(books -> books.all("setup_intent").size()));
    }

    @Test
    void whoChangesTheirMindBeforeConfirmingCannotConfirmAnyMore() throws Exception {
        String reference = play.gateway.save(request).reference();
        play.gateway.forget(trace(reference));
        assertEquals(MethodStatus.REVOKED, lookUp(reference).status());
    }

    @Test
    void aForgottenCardIsDetachedOnce() throws Exception {
        String reference = play.gateway.save(request).reference();
        keeps(reference);
        play.stripe.meets(Fault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.forget(trace(reference)));
        play.gateway.forget(trace(reference));
        assertEquals(MethodStatus.REVOKED, lookUp(reference).status());
    }

    @Test
    void aCardDetachedInStripesPagesIsOfNoUse() throws Exception {
        String reference = play.gateway.save(request).reference();
        keeps(reference);
        play.stripe.with(
                books -> books.detach(books.required(reference).get("payment_method").textValue()));
        assertEquals(MethodStatus.REVOKED, lookUp(reference).status());
    }

    @Test
    void whatNobodyConfirmsForADayIsCancelledAndNothingElse() throws Exception {
        String open = play.gateway.save(request).reference();
        String kept = play.kept(StripeBooks.VISA);
        PaymentRequest waiting = StripePlay.request();
        play.gateway.ask(waiting);
        PaymentRequest paid = play.paid();
        PaymentRequest declined =
                StripePlay.collection(play.kept("pm_card_visa_chargeDeclined"), false);
        play.gateway.ask(declined);
        CancelAbandoned job = new CancelAbandoned(play.accounts, play.settings, play.clock);
        play.clock.goForward(Duration.ofHours(24));
        job.run();
        assertEquals(ProviderStatus.PENDING, status(waiting), "a day is not over yet");
        play.clock.goForward(Duration.ofSeconds(1));
        job.run();
        job.run();
        assertEquals(ProviderStatus.EXPIRED, status(waiting));
        assertEquals(ProviderStatus.SETTLED, status(paid));
        assertEquals(ProviderStatus.DECLINED, status(declined));
        assertEquals(MethodStatus.EXPIRED, lookUp(open).status());
        assertEquals(
                ProviderStatus.SETTLED,
                play.gateway.ask(StripePlay.collection(kept, false)).status());
        assertThrows(
                StripeBooks.No.class,
                () ->
                        play.stripe.with(
                                books ->
                                        books.cancelIntent(
                                                play.reference(waiting.payment()), null)));
    }

    private ProviderStatus status(PaymentRequest asked) throws GatewayUnavailable {
        return play.gateway
                .lookUp(StripePlay.trace(asked, play.reference(asked.payment())))
                .orElseThrow()
                .answer()
                .status();
    }

    @Test
    void aWalkMeetsCardsOfTheLastDays() throws Exception {
        String reference = play.gateway.save(request).reference();
        var slice = play.gateway.methodsChangedSince(Instant.EPOCH, null, 10);
        assertEquals(reference, slice.items().get(0).answer().reference());
        play.clock.goForward(Duration.ofHours(80));
        assertEquals(
                0,
                play.gateway
                        .methodsChangedSince(
                                play.clock.instant().minus(Duration.ofHours(72)), null, 10)
                        .items()
                        .size());
    }
}
