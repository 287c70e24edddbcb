package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.payment.NotifiesUs.ByReference;
import org.almoner.payment.NotifiesUs.Matter;
import org.almoner.payment.NotifiesUs.NothingOfOurs;
import org.almoner.payment.NotifiesUs.ProviderEvent;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which notifications are genuine, and what they are about. */
class StripeEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final String OURS = "018f0000-0000-7000-8000-000000000001";
    private static final Matter NOTHING = new NothingOfOurs();
    private static final Matter INTENT = new ByReference("pi_1");

    private final StripePlay play = new StripePlay();

    @AfterEach
    void stop() {
        play.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<ProviderEvent> verify(byte[] body, String header) {
        return play.gateway.verify(body, Map.of("stripe-signature", header), NOW);
    }

    private static String event(String type, String object) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2019-02-11\","
                + "\"livemode\":false,\"type\":\""
                + type
                + "\",\"data\":{\"object\":"
                + object
                + "}}";
    }

    private static final byte[] BODY =
            bytes(event("charge.succeeded", "{\"id\":\"ch_1\",\"payment_intent\":\"pi_1\"}"));

    private static String v1(String secret) {
        return "v1=" + StripePlay.digest(BODY, NOW, secret);
    }

    static Stream<Arguments> signatures() {
        String time = "t=" + NOW.getEpochSecond();
        String good = v1(FakeStripe.WEBHOOK_SECRET);
        String old = v1(FakeStripe.OLD_WEBHOOK_SECRET);
        String wrong = v1("whsec_SomebodyElses");
        return Stream.of(
                Arguments.of("signed", time + "," + good, true),
                Arguments.of("by the secret before", time + "," + old, true),
                Arguments.of("by both", time + "," + old + "," + good, true),
                Arguments.of("beside a stranger's", time + "," + wrong + "," + good, true),
                Arguments.of("beside another scheme", time + ",v0=aa," + good, true),
                Arguments.of("by a stranger", time + "," + wrong, false),
                Arguments.of("v0 only", time + "," + good.replace("v1", "v0"), false),
                Arguments.of("without a time", good, false),
                Arguments.of("with two times", time + "," + time + "," + good, false),
                Arguments.of("another time", "t=1," + good, false),
                Arguments.of("a time that is none", "t=now," + good, false),
                Arguments.of("a time without end", "t=99999999999999," + good, false),
                Arguments.of("nothing", "", false),
                Arguments.of("too long", time + "," + good + ",x=" + "a".repeat(4096), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void aSignatureIsTakenOrNot(String what, String header, boolean isTaken) {
        assertEquals(isTaken, verify(BODY, header).isPresent());
    }

    @Test
    void aBodyThatWasWrittenAnewIsNotTheSigned() {
        String good = "t=" + NOW.getEpochSecond() + "," + v1(FakeStripe.WEBHOOK_SECRET);
        String spaced = new String(BODY, StandardCharsets.UTF_8).replace(":", ": ");
        assertTrue(verify(bytes(spaced), good).isEmpty());
        assertTrue(verify(new byte[0], good).isEmpty());
        assertTrue(play.gateway.verify(BODY, Map.of(), NOW).isEmpty());
    }

    private static String metadata(String name, String value) {
        return "\"metadata\":{\"" + name + "\":\"" + value + "\"}";
    }

    static Stream<Arguments> matters() {
        String ours = metadata(ReadPayments.PAYMENT, OURS);
        String card = metadata(SaveCards.METHOD, OURS);
        String intent = "{\"id\":\"pi_1\",\"object\":\"payment_intent\"," + ours + "}";
        String part = "{\"id\":\"x_1\",\"payment_intent\":\"pi_1\"}";
        Matter method = new SavedMethodId(UUID.fromString(OURS));
        return Stream.of(
                Arguments.of("payment_intent.succeeded", intent, INTENT),
                Arguments.of("payment_intent.payment_failed", intent, INTENT),
                Arguments.of("payment_intent.canceled", intent, INTENT),
                Arguments.of(
                        "payment_intent.succeeded",
                        "{\"id\":\"pi_1\",\"metadata\":{\"order\":\"7\"}}",
                        NOTHING),
                Arguments.of(
                        "payment_intent.succeeded",
                        "{\"id\":\"pi_1\"," + metadata(ReadPayments.PAYMENT, "no-id") + "}",
                        NOTHING),
                Arguments.of("charge.refunded", part, INTENT),
                Arguments.of("charge.dispute.created", part, INTENT),
                Arguments.of("charge.dispute.closed", part, INTENT),
                Arguments.of("refund.failed", part, INTENT),
                Arguments.of(
                        "charge.succeeded",
                        "{\"id\":\"ch_1\",\"payment_intent\":" + intent + "}",
                        INTENT),
                Arguments.of(
                        "charge.succeeded", "{\"id\":\"ch_1\",\"payment_intent\":null}", NOTHING),
                Arguments.of("charge.succeeded", "{\"payment_intent\":\"pi 1\\n\"}", NOTHING),
                Arguments.of("setup_intent.succeeded", "{\"id\":\"seti_1\"," + card + "}", method),
                Arguments.of("setup_intent.canceled", "{\"id\":\"seti_1\"," + card + "}", method),
                Arguments.of("setup_intent.succeeded", "{\"id\":\"seti_1\"}", NOTHING),
                Arguments.of("payment_method.detached", "{\"id\":\"pm_1\"}", NOTHING),
                Arguments.of("payout.paid", "{\"id\":\"po_1\"}", NOTHING),
                Arguments.of("something.nobody.knows", "{}", NOTHING));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("matters")
    void aGenuineEventIsAboutOneThing(String type, String object, Matter matter) {
        assertEquals(Optional.of(matter), taken(event(type, object)).map(ProviderEvent::about));
    }

    private Optional<ProviderEvent> taken(String text) {
        return play.gateway.verify(
                bytes(text), StripePlay.signed(bytes(text), NOW, FakeStripe.WEBHOOK_SECRET), NOW);
    }

    @Test
    void anEventOfAnotherAccountOrWorldIsGenuineAndNothingOfOurs() {
        String mine = event("charge.refunded", "{\"payment_intent\":\"pi_1\"}");
        for (String strange :
                new String[] {
                    mine.replace("\"livemode\":false", "\"livemode\":true"),
                    mine.replace("\"object\":\"event\"", "\"account\":\"acct_1\"")
                }) {
            assertEquals(NOTHING, taken(strange).orElseThrow().about());
        }
    }

    @Test
    void aLongTypeIsShortenedForTheInbox() {
        ProviderEvent event = taken(event("x".repeat(90), "{}")).orElseThrow();
        assertEquals("x".repeat(60), event.type());
    }

    @Test
    void whatIsSignedAndNoEventIsRefused() {
        for (String none :
                new String[] {"[]", "7", "{", "{\"id\":\"evt_1\"}", "{\"type\":\"x\"}"}) {
            assertTrue(taken(none).isEmpty(), none);
        }
        String odd = event("x", "{}").replace("evt_1", "evt 1");
        assertTrue(taken(odd).isEmpty());
    }
}
