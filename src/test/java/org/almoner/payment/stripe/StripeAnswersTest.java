package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SavedMethodId;
import org.almoner.payment.stripe.FakeStripe.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that Stripe may give to our asking, and none. */
class StripeAnswersTest {

    private final StripePlay play = new StripePlay();

    @AfterEach
    void stop() {
        play.close();
    }

    private ProviderReport lookUp(PaymentRequest request) throws GatewayUnavailable {
        return play.gateway
                .lookUp(StripePlay.trace(request, play.reference(request.payment())))
                .orElseThrow();
    }

    private int intents() {
        return play.stripe.with(books -> books.all("payment_intent").size());
    }

    @Nested
    class ADonorAtTheForm {

        @Test
        void isGivenWhatStripesFormNeedsAndNothingIsCharged() throws Exception {
            PaymentRequest request = StripePlay.request();
            ProviderAnswer answer = play.gateway.ask(request);
            assertEquals(ProviderStatus.PENDING, answer.status());
            NextAction.ConfirmCard action =
                    assertInstanceOf(NextAction.ConfirmCard.class, answer.nextAction());
            assertTrue(action.clientSecret().startsWith(answer.reference() + "_secret_"));
            assertEquals(FakeStripe.PUBLISHABLE_KEY, action.publishableKey());
            assertFalse(action.toString().contains("secret_"));
            assertEquals(0, play.stripe.charges(request.payment()));
        }

        @Test
        void tellsStripeNothingButTheAmountAndOurId() throws Exception {
            PaymentRequest request = StripePlay.request();
            play.gateway.ask(request);
            var intent = play.intent(request.payment());
            assertEquals(2500, intent.get("amount").longValue());
            assertEquals("eur", intent.get("currency").textValue());
            assertEquals(1, intent.get("metadata").size());
            assertTrue(intent.get("customer").isNull() && intent.get("description").isNull());
        }

        @Test
        void mayTryAnotherCardAfterADeclineAndPaysOnce() throws Exception {
            PaymentRequest request = StripePlay.request();
            String reference = play.gateway.ask(request).reference();
            play.confirms(reference, "pm_card_visa_chargeDeclined");
            ProviderAnswer declined = lookUp(request).answer();
            assertEquals(ProviderStatus.PENDING, declined.status());
            assertInstanceOf(NextAction.ConfirmCard.class, declined.nextAction());
            play.confirms(reference, StripeBooks.VISA);
            ProviderAnswer paid = lookUp(request).answer();
            assertEquals(ProviderStatus.SETTLED, paid.status());
            assertEquals(StripePlay.euros(2500), paid.amount());
            assertNull(paid.declineCode());
            assertEquals(1, play.stripe.charges(request.payment()));
        }

        @Test
        void whoMustAuthenticateIsStillWaitedFor() throws Exception {
            PaymentRequest request = StripePlay.request();
            play.confirms(play.gateway.ask(request).reference(), StripeBooks.ASKS_TO_AUTHENTICATE);
            assertEquals(ProviderStatus.PENDING, lookUp(request).answer().status());
        }

        @ParameterizedTest
        @CsvSource({"49,amount_too_small", "100000000,amount_too_large"})
        void anAmountThatStripeDoesNotTakeIsDeclined(long minor, String code) throws Exception {
            PaymentId payment = new PaymentId(UUID.randomUUID());
            ProviderAnswer answer =
                    play.gateway.ask(StripePlay.request(payment, StripePlay.euros(minor)));
            assertEquals(ProviderStatus.DECLINED, answer.status());
            assertEquals(code, answer.declineCode());
            assertNull(answer.reference());
        }

        @Test
        void anAmountThatStripeCannotWriteIsDeclinedUnasked() throws Exception {
            PaymentId payment = new PaymentId(UUID.randomUUID());
            ProviderAnswer answer =
                    play.gateway.ask(StripePlay.request(payment, Money.of(1234, "KWD")));
            assertEquals("amount_not_possible", answer.declineCode());
            assertEquals(0, play.stripe.calls());
        }
    }

    @Nested
    class ASavedCard {

        @Test
        void paysWithoutTheDonor() throws Exception {
            PaymentRequest collection = StripePlay.collection(play.kept(StripeBooks.VISA), false);
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(collection).status());
            assertEquals(1, play.stripe.charges(collection.payment()));
        }

        @ParameterizedTest
        @CsvSource({
            "pm_card_visa_chargeDeclined,generic_decline",
            "pm_card_visa_chargeDeclinedInsufficientFunds,insufficient_funds",
            "pm_card_visa_chargeDeclinedLostCard,lost_card",
            "pm_card_visa_chargeDeclinedStolenCard,stolen_card",
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded,card_velocity_exceeded",
            "pm_card_chargeDeclinedExpiredCard,expired_card",
            "pm_card_chargeDeclinedProcessingError,processing_error",
            "pm_card_authenticationRequired,authentication_required"
        })
        void isDeclinedForGoodWithStripesCode(String card, String code) throws Exception {
            PaymentRequest collection = StripePlay.collection(play.kept(card), false);
            ProviderAnswer answer = play.gateway.ask(collection);
            assertEquals(ProviderStatus.DECLINED, answer.status());
            assertEquals(code, answer.declineCode());
            assertEquals(StripePlay.euros(2500), answer.amount());
            assertEquals(answer, play.gateway.ask(collection));
            assertEquals(answer, lookUp(collection).answer());
            assertEquals(0, play.stripe.charges(collection.payment()));
        }

        @Test
        void whoseDonorIsThereMayAskThemToAuthenticate() throws Exception {
            PaymentRequest collection =
                    StripePlay.collection(play.kept(StripeBooks.ASKS_TO_AUTHENTICATE), true);
            ProviderAnswer answer = play.gateway.ask(collection);
            assertEquals(ProviderStatus.PENDING, answer.status());
            assertInstanceOf(NextAction.ConfirmCard.class, answer.nextAction());
        }

        @Test
        void thatWasForgottenAfterItHadPaidStillTellsThatItPaid() throws Exception {
            String reference = play.kept(StripeBooks.VISA);
            PaymentRequest collection = StripePlay.collection(reference, false);
            ProviderAnswer paid = play.gateway.ask(collection);
            play.stripe.with(
                    books ->
                            books.detach(
                                    books.required(reference).get("payment_method").textValue()));
            assertEquals(paid, play.gateway.ask(collection));
            assertEquals(
                    ProviderStatus.DECLINED,
                    play.gateway.ask(StripePlay.collection(reference, false)).status());
        }

        @Test
        void thatNobodyConfirmedIsDeclined() throws Exception {
            String reference =
                    play.gateway
                            .save(StripePlay.saving(new SavedMethodId(UUID.randomUUID())))
                            .reference();
            assertEquals(
                    "method_not_ready",
                    play.gateway.ask(StripePlay.collection(reference, false)).declineCode());
        }
    }

    @Nested
    class NoAnswer {

        @ParameterizedTest
        @CsvSource({
            "ERROR_BEFORE,false",
            "CONFLICT,false",
            "GARBAGE,false",
            "NONSENSE,false",
            "OVERSIZED,false",
            "REDIRECT,false",
            "NOT_UNDERSTOOD,true",
            "TOO_MANY,true",
            "UNAUTHORIZED,true"
        })
        void leavesThePaymentOpenAndTheSameKeyAsksAgain(Fault fault, boolean certainlyNotSent)
                throws Exception {
            PaymentRequest collection = StripePlay.collection(play.kept(StripeBooks.VISA), false);
            play.stripe.meets(fault);
            GatewayUnavailable unknown =
                    assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(collection));
            assertEquals(certainlyNotSent, unknown.certainlyNotSent());
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(collection).status());
            assertEquals(1, play.stripe.charges(collection.payment()));
        }

        @ParameterizedTest
        @CsvSource({"LOST_REPLY", "ERROR_AFTERWARDS"})
        void afterTheChargeIsMadeUpForByLookingItUp(Fault fault) throws Exception {
            PaymentRequest collection = StripePlay.collection(play.kept(StripeBooks.VISA), false);
            play.stripe.meets(fault);
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(collection).status());
            assertEquals(1, play.stripe.charges(collection.payment()));
        }

        @ParameterizedTest
        @CsvSource({"LOST_REPLY,true", "ERROR_AFTERWARDS,false"})
        void neverChargesTwiceThoughTheSearchIsBehind(Fault fault, boolean isKnownByKey)
                throws Exception {
            PaymentRequest collection = StripePlay.collection(play.kept(StripeBooks.VISA), false);
            play.stripe.searchIsBehind(Duration.ofMinutes(1));
            play.stripe.meets(fault);
            assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(collection));
            PaymentTrace unknown = StripePlay.trace(collection, null);
            assertTrue(play.gateway.lookUp(unknown).isEmpty());
            if (isKnownByKey) {
                assertEquals(ProviderStatus.SETTLED, play.gateway.ask(collection).status());
            } else { // Stripe repeats its 500 under this key for a day
                assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(collection));
            }
            play.clock.goForward(Duration.ofMinutes(2));
            assertEquals(
                    ProviderStatus.SETTLED,
                    play.gateway.lookUp(unknown).orElseThrow().answer().status());
            assertEquals(ProviderStatus.SETTLED, play.gateway.ask(collection).status());
            assertEquals(1, play.stripe.charges(collection.payment()));
            assertEquals(1, intents());
        }

        @Test
        void inTimeIsGivenUpAfterTenSecondsAndFoundLater() throws Exception {
            PaymentRequest request = StripePlay.request();
            play.stripe.searchIsBehind(Duration.ofMinutes(1));
            play.stripe.meets(Fault.SLOW);
            long begun = System.nanoTime();
            GatewayUnavailable late =
                    assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
            assertTrue(System.nanoTime() - begun < 10_500_000_000L);
            assertFalse(late.certainlyNotSent());
            assertEquals(play.reference(request.payment()), play.gateway.ask(request).reference());
            assertEquals(1, intents());
        }

        @Test
        void ofAProviderThatWantsToBeLeftAloneIsRespected() throws Exception {
            PaymentRequest request = StripePlay.request();
            play.stripe.meets(Fault.TOO_MANY_WAIT);
            assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
            int calls = play.stripe.calls();
            GatewayUnavailable paused =
                    assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(request));
            assertTrue(paused.certainlyNotSent());
            assertEquals(calls, play.stripe.calls());
            play.clock.goForward(Duration.ofSeconds(2));
            assertEquals(ProviderStatus.PENDING, play.gateway.ask(request).status());
        }

        @Test
        void ofANobodyIsCertainlyNothingDone() {
            play.close();
            GatewayUnavailable gone =
                    assertThrows(
                            GatewayUnavailable.class, () -> play.gateway.ask(StripePlay.request()));
            assertTrue(gone.certainlyNotSent());
        }
    }

    @Nested
    class WhatCannotBe {

        @Test
        void severalIntentsForOnePaymentAreForAPerson() throws Exception {
            PaymentRequest request = play.paid();
            play.gateway.ask(
                    new PaymentRequest(
                            request.payment(),
                            "another-key",
                            request.method(),
                            request.amount(),
                            request.office(),
                            "de",
                            null,
                            request.details()));
            assertTrue(
                    play.gateway.lookUp(StripePlay.trace(request, null)).orElseThrow().ambiguous());
        }

        @Test
        void theSameKeyWithAnotherAmountIsNoAnswer() throws Exception {
            PaymentRequest request = StripePlay.request();
            play.gateway.ask(request);
            play.stripe.searchIsBehind(Duration.ofMinutes(1));
            GatewayUnavailable confused =
                    assertThrows(
                            GatewayUnavailable.class,
                            () ->
                                    play.gateway.ask(
                                            StripePlay.request(
                                                    request.payment(), StripePlay.euros(9900))));
            assertFalse(confused.certainlyNotSent());
            assertEquals(1, intents());
        }

        @Test
        void anAnswerAboutAnotherPaymentIsNotBelieved() throws Exception {
            PaymentRequest one = play.paid();
            PaymentRequest other = play.paid();
            PaymentTrace mixed =
                    new PaymentTrace(one.payment(), one.office(), play.reference(other.payment()));
            assertThrows(GatewayUnavailable.class, () -> play.gateway.lookUp(mixed));
        }

        @Test
        void anAnswerFromTheOtherWorldIsNotBelieved() throws Exception {
            PaymentRequest request = play.paid();
            play.stripe.with(books -> play.intent(request.payment()).put("livemode", true));
            assertThrows(GatewayUnavailable.class, () -> lookUp(request));
        }

        @ParameterizedTest
        @CsvSource({"-5,eur", "2500,xxq", "2500,"})
        void amountsThatAreNoneAreNotBelieved(long amount, String currency) throws Exception {
            PaymentRequest request = play.paid();
            play.stripe.with(
                    books ->
                            play.intent(request.payment())
                                    .put("amount_received", amount)
                                    .put("currency", currency));
            assertThrows(GatewayUnavailable.class, () -> lookUp(request));
        }

        @Test
        void anOfficeWithoutAccountIsNotServed() {
            PaymentRequest request = StripePlay.request();
            PaymentRequest elsewhere =
                    new PaymentRequest(
                            request.payment(),
                            request.providerKey(),
                            request.method(),
                            request.amount(),
                            "NL",
                            "nl",
                            null,
                            request.details());
            assertFalse(play.gateway.serves(request.method(), "NL"));
            assertThrows(GatewayUnavailable.class, () -> play.gateway.ask(elsewhere));
        }

        @Test
        void whereAnAccountIsGoneNothingIsSaidToBeUnknown() throws Exception {
            PaymentRequest paid = play.paid();
            PaymentTrace elsewhere =
                    new PaymentTrace(paid.payment(), "NL", play.reference(paid.payment()));
            assertThrows(GatewayUnavailable.class, () -> play.gateway.lookUp(elsewhere));
            PaymentTrace nowhere =
                    new PaymentTrace(paid.payment(), null, play.reference(paid.payment()));
            assertTrue(play.gateway.lookUp(nowhere).isPresent());
        }
    }
}
