package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.almoner.payment.paypal.FakeBooks.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts kept for regular gifts, and what is collected with them. */
class VaultTest extends WithPlay {

    private static final String KEEP = "POST /v3/vault/payment-tokens";

    private final SaveRequest request = Play.saving(new SavedMethodId(UUID.randomUUID()));

    private MethodTrace trace(String reference) {
        return new MethodTrace(request.id(), "DE", reference, Play.START);
    }

    private MethodAnswer lookUp(String reference) throws GatewayUnavailable {
        return play.gateway.lookUpMethod(trace(reference)).orElseThrow();
    }

    private static String setupOf(MethodAnswer answer) {
        return answer.reference().substring("setup:".length());
    }

    @Test
    void theDonorAgreesOnPaypalsPageAndTheAccountIsKept() throws Exception {
        MethodAnswer asked = play.gateway.save(request);
        assertEquals(MethodStatus.PENDING, asked.status());
        assertTrue(
                ((NextAction.Redirect) asked.nextAction()).url().contains("/agreements/approve"));
        assertEquals(asked, lookUp(asked.reference()));
        assertEquals(0, play.paypal.vault().kept());
        play.paypal.vault().approve(setupOf(asked));
        MethodAnswer kept = lookUp(asked.reference());
        assertEquals(MethodStatus.ACTIVE, kept.status());
        assertEquals("PayPal d…@example.org", kept.label());
        assertEquals(kept, lookUp(asked.reference()), "by the old name");
        assertEquals(kept, lookUp(kept.reference()), "by the new one");
        assertEquals(1, play.paypal.vault().kept());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aLostAnswerToKeepingItIsFoundAgain(int hours) throws Exception {
        MethodAnswer asked = play.gateway.save(request);
        play.paypal.vault().approve(setupOf(asked));
        play.paypal.failNext(KEEP, FakeFault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> lookUp(asked.reference()));
        play.clock.goForward(Duration.ofHours(hours));
        assertEquals(MethodStatus.ACTIVE, lookUp(asked.reference()).status());
        assertEquals(1, play.paypal.vault().kept());
    }

    @Test
    void aLostAnswerToAskingIsRepeatedUnderTheSameKeyWithinThreeHours() throws Exception {
        play.paypal.failNext("POST /v3/vault/setup-tokens", FakeFault.LOST_REPLY);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.save(request));
        assertTrue(play.gateway.lookUpMethod(trace(null)).isEmpty());
        play.clock.goForward(Duration.ofHours(2));
        play.gateway.save(request);
        assertEquals(1, play.paypal.vault().setups());
        assertEquals(Duration.ofHours(3), play.gateway.methodKeyLifetime());
        assertEquals(Duration.ofHours(6), play.gateway.keyLifetime());
    }

    @Test
    void whatNobodyAgreedToEnds() throws Exception {
        MethodAnswer asked = play.gateway.save(request);
        play.paypal.vault().drop(setupOf(asked));
        play.clock.goForward(Duration.ofHours(1).minusSeconds(1));
        assertThrows(GatewayUnavailable.class, () -> lookUp(asked.reference()), "not found yet");
        play.clock.goForward(Duration.ofSeconds(1));
        assertEquals(MethodStatus.EXPIRED, lookUp(asked.reference()).status());
    }

    @Test
    void aKeptAccountThatTheDonorTookBackAtPaypalIsRevoked() throws Exception {
        String token = play.token();
        play.paypal.vault().delete(token);
        assertEquals(MethodStatus.REVOKED, lookUp(token).status());
    }

    @Test
    void forgettingBeforeWeLearntThatItWasKeptForgetsIt() throws Exception {
        MethodAnswer asked = play.gateway.save(request);
        play.paypal.vault().approve(setupOf(asked));
        lookUp(asked.reference());
        play.gateway.forget(trace(asked.reference()));
        assertEquals(0, play.paypal.vault().kept());
        MethodAnswer unagreed =
                play.gateway.save(Play.saving(new SavedMethodId(UUID.randomUUID())));
        play.gateway.forget(trace(unagreed.reference()));
        play.paypal.vault().drop(setupOf(unagreed));
        play.gateway.forget(trace(unagreed.reference()));
    }

    @ParameterizedTest
    @CsvSource({"ERROR_BEFORE", "ERROR_AFTER", "LOST_REPLY", "HTML", "CONFLICT", "FORBIDDEN"})
    void forgettingIsRepeatedUntilItIsSure(FakeFault fault) throws Exception {
        String token = play.token();
        play.paypal.failNext("DELETE .*", fault);
        assertThrows(GatewayUnavailable.class, () -> play.gateway.forget(trace(token)));
        play.gateway.forget(trace(token));
        assertEquals(0, play.paypal.vault().kept());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTRUMENT_DECLINED",
                "PAYER_CANNOT_PAY",
                "PAYER_ACCOUNT_RESTRICTED",
                "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
                "TRANSACTION_REFUSED"
            })
    void aCollectionThatPaypalRefusesIsDeclinedWithItsCode(String issue) throws Exception {
        PaymentRequest collection = Play.collection(play.token(), false);
        play.paypal.books().collectionGoes(new Course(issue, null, null));
        ProviderAnswer answer = play.gateway.ask(collection);
        assertEquals(ProviderStatus.DECLINED, answer.status());
        assertEquals(issue, answer.declineCode());
        assertEquals(answer, play.gateway.ask(collection), "the same under the same key");
        assertEquals(0, play.paypal.books().charges().size());
    }

    @Test
    void aCollectionMayWaitForABank() throws Exception {
        PaymentRequest collection = Play.collection(play.token(), false);
        play.paypal.books().collectionGoes(new Course(null, "PENDING", "ECHECK"));
        assertEquals(ProviderStatus.PENDING, play.gateway.ask(collection).status());
    }

    @ParameterizedTest
    @CsvSource({"false,DECLINED", "true,PENDING"})
    void whatOnlyTheDonorCanDoIsNotWaitedForWhileTheyAreAway(
            boolean donorPresent, ProviderStatus status) throws Exception {
        PaymentRequest collection = Play.collection(play.token(), donorPresent);
        play.paypal.books().collectionGoes(new Course(null, "PAYER_ACTION_REQUIRED", null));
        ProviderAnswer answer = play.gateway.ask(collection);
        assertEquals(status, answer.status());
        assertEquals(donorPresent, answer.nextAction() instanceof NextAction.Redirect);
        assertEquals(donorPresent ? null : "PAYER_ACTION_REQUIRED", answer.declineCode());
    }

    @Test
    void twoRegularGiftsOfOneDonorHaveTwoTokens() throws Exception {
        assertFalse(play.token().equals(play.token()));
    }
}
