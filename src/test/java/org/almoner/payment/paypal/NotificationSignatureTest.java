package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.NotifiesUs.ByReference;
import org.almoner.payment.NotifiesUs.Matter;
import org.almoner.payment.NotifiesUs.NothingOfOurs;
import org.almoner.payment.NotifiesUs.ProviderEvent;
import org.almoner.payment.PaymentId;
import org.almoner.payment.SavedMethodId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which notifications are believed, where certificates come from, and what they are about. */
class NotificationSignatureTest extends WithPlay {

    private static final String CERTS = "GET /v1/notifications/certs/.*";
    private static final UUID OURS = UUID.fromString("0192f0c1-2a4b-7c3d-8e5f-0123456789ab");

    private final byte[] body = event("PAYMENT.CAPTURE.COMPLETED", FakeJson.object());

    private static byte[] event(String type, ObjectNode resource) {
        ObjectNode event = FakeJson.object().put("id", "WH-2").put("event_type", type);
        event.set("resource", resource);
        return FakeJson.bytes(event);
    }

    private String certificate(String name) {
        return play.paypal.base() + "/v1/notifications/certs/" + name;
    }

    private Map<String, String> signed(String webhook, String key, String certificate) {
        return FakeSigner.sign(body, webhook, Play.START, key, certificate);
    }

    private Map<String, String> genuine() {
        return signed("WH1DE", FakeSigner.NEWEST, certificate(FakeSigner.NEWEST));
    }

    private Optional<ProviderEvent> verify(byte[] sent, Map<String, String> headers) {
        return play.gateway.verify(sent, headers, Play.START);
    }

    @Test
    void eachAccountsNotificationsAreBelievedAndNobodyElses() {
        for (String webhook : new String[] {"WH1DE", "WH2GB"}) {
            assertTrue(
                    verify(body, signed(webhook, FakeSigner.NEWEST, certificate(FakeSigner.NEWEST)))
                            .isPresent(),
                    webhook);
        }
        assertTrue(
                verify(
                                body,
                                signed(
                                        "WH3OF-ANOTHER-MERCHANT",
                                        FakeSigner.NEWEST,
                                        certificate(FakeSigner.NEWEST)))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://paypal.example.org/v1/notifications/certs/newest",
                "https://api.paypal.com.example.org/v1/notifications/certs/newest",
                "https://api.paypal.com@example.org/v1/notifications/certs/newest",
                "https://api.sandbox.paypal.com:8443/v1/notifications/certs/newest",
                "http://api.sandbox.paypal.com/v1/notifications/certs/newest",
                "http://127.0.0.1:1/v1/notifications/certs/newest",
                "http://localhost/v1/notifications/certs/newest",
                "file:///etc/passwd",
                "BASE/v1/oauth2/token",
                "BASE/v1/notifications/certs/../../oauth2/token",
                "BASE/v1/notifications/certs/newest?x=1",
                "BASE/v1/notifications/certs/newest#x",
                "not an address",
                ""
            })
    void aCertificateFromElsewhereIsRefusedAndNoCallIsMade(String address) {
        String certificate = address.replace("BASE", play.paypal.base().toString());
        assertTrue(verify(body, signed("WH1DE", FakeSigner.NEWEST, certificate)).isEmpty());
        assertEquals(0, play.paypal.calls().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void aStrangersServerOnThisMachineIsNotCalledThoughItsCertificateWouldFit(String host) {
        try (FakePaypal stranger = new FakePaypal(new HandClock(Play.START))) {
            String certificate =
                    "http://"
                            + host
                            + ":"
                            + stranger.base().getPort()
                            + "/v1/notifications/certs/newest";
            assertTrue(verify(body, signed("WH1DE", FakeSigner.NEWEST, certificate)).isEmpty());
            assertEquals(0, stranger.calls().size());
        }
        String byAnotherName =
                "http://localhost:"
                        + play.paypal.base().getPort()
                        + "/v1/notifications/certs/newest";
        assertTrue(verify(body, signed("WH1DE", FakeSigner.NEWEST, byAnotherName)).isEmpty());
        assertEquals(0, play.paypal.calls().size());
    }

    @Test
    void aCertificateIsFetchedOnceForManyNotificationsAndAgainAfterADay() {
        for (int i = 0; i < 100; i++) {
            assertTrue(verify(body, genuine()).isPresent());
        }
        assertEquals(1, play.paypal.calls(CERTS));
        Map<String, String> tomorrow =
                FakeSigner.sign(
                        body,
                        "WH1DE",
                        Play.START.plus(Duration.ofDays(1)),
                        FakeSigner.NEWEST,
                        certificate(FakeSigner.NEWEST));
        assertTrue(
                play.gateway
                        .verify(body, tomorrow, Play.START.plus(Duration.ofDays(1)))
                        .isPresent());
        assertEquals(2, play.paypal.calls(CERTS));
    }

    @Test
    void strangersWhoNameCertificatesThatDoNotExistCannotMakeUsCallMuch() {
        for (int i = 0; i < 50; i++) {
            assertTrue(
                    verify(body, signed("WH1DE", FakeSigner.STRANGERS, certificate("none" + i)))
                            .isEmpty());
        }
        assertEquals(10, play.paypal.calls(CERTS));
        Map<String, String> later =
                FakeSigner.sign(
                        body,
                        "WH1DE",
                        Play.START.plusSeconds(60),
                        FakeSigner.NEWEST,
                        certificate(FakeSigner.NEWEST));
        assertTrue(play.gateway.verify(body, later, Play.START.plusSeconds(60)).isPresent());
    }

    @Test
    void strangersCannotPushOutWhatIsKnown() {
        assertTrue(verify(body, genuine()).isPresent());
        for (int i = 0; i < 300; i++) {
            java.time.Instant at = Play.START.plusSeconds(i);
            Map<String, String> made =
                    FakeSigner.sign(
                            body, "WH1DE", at, FakeSigner.STRANGERS, certificate("none" + i));
            assertTrue(play.gateway.verify(body, made, at).isEmpty());
        }
        long before = play.paypal.calls(CERTS);
        assertTrue(verify(body, genuine()).isPresent());
        assertEquals(before, play.paypal.calls(CERTS));
    }

    @Test
    void aKnownCertificateThatCannotBeHadAnewGoesOnBeingBelieved() {
        assertTrue(verify(body, genuine()).isPresent());
        play.paypal.close();
        java.time.Instant at = Play.START.plus(Duration.ofDays(2));
        Map<String, String> later =
                FakeSigner.sign(
                        body, "WH1DE", at, FakeSigner.NEWEST, certificate(FakeSigner.NEWEST));
        assertTrue(play.gateway.verify(body, later, at).isPresent());
    }

    @Test
    void aCertificateThatHasRunOutIsNotBelieved() {
        assertTrue(
                verify(body, signed("WH1DE", FakeSigner.EXPIRED, certificate(FakeSigner.EXPIRED)))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "paypal-transmission-id, another",
        "paypal-transmission-time, 2026-11-24T10:00:01Z",
        "paypal-transmission-time, yesterday",
        "paypal-transmission-time, +1000000000-12-31T23:59:59Z",
        "paypal-transmission-sig, AAAA",
        "paypal-transmission-sig, not base64!",
        "paypal-auth-algo, SHA1withRSA",
        "paypal-auth-algo, none"
    })
    void aChangedHeaderIsRefused(String header, String value) {
        Map<String, String> headers = genuine();
        headers.put(header, value);
        assertTrue(verify(body, headers).isEmpty());
        Map<String, String> without = genuine();
        without.remove(header);
        assertTrue(verify(body, without).isEmpty());
        assertTrue(verify(body, genuine()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"id\":\"WH-1\"}",
                "{\"event_type\":\"X\"}",
                "{\"id\"",
                "\"x\""
            })
    void whatIsSignedAndYetNoEventIsRefused(String text) {
        byte[] odd = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(
                verify(
                                odd,
                                FakeSigner.sign(
                                        odd,
                                        "WH1DE",
                                        Play.START,
                                        FakeSigner.NEWEST,
                                        certificate(FakeSigner.NEWEST)))
                        .isEmpty());
    }

    private static Matter about(String type, ObjectNode resource) {
        return ReadEvent.of(event(type, resource)).orElseThrow().about();
    }

    private static ObjectNode captured(String order, String custom) {
        ObjectNode capture = FakeJson.object().put("id", "C1");
        if (custom != null) {
            capture.put("custom_id", custom);
        }
        if (order != null) {
            capture.putObject("supplementary_data").putObject("related_ids").put("order_id", order);
        }
        return capture;
    }

    @Test
    void anEventNamesTheOrderWhereItCanAndOurIdWhereItCannot() {
        assertEquals(
                new ByReference("O1"),
                about("CHECKOUT.ORDER.APPROVED", FakeJson.object().put("id", "O1")));
        assertEquals(
                new ByReference("O1"),
                about(
                        "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
                        FakeJson.object().put("order_id", "O1")));
        for (String what : new String[] {"COMPLETED", "PENDING", "DENIED", "DECLINED"}) {
            assertEquals(
                    new ByReference("O1"),
                    about("PAYMENT.CAPTURE." + what, captured("O1", OURS.toString())));
        }
        for (String what : new String[] {"CAPTURE.REFUNDED", "CAPTURE.REVERSED", "REFUND.FAILED"}) {
            assertEquals(
                    new PaymentId(OURS), about("PAYMENT." + what, captured(null, OURS.toString())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATED", "UPDATED", "RESOLVED"})
    void aDisputeNamesOurPayment(String what) {
        for (String field : new String[] {"custom", "invoice_number"}) {
            ObjectNode dispute = FakeJson.object().put("dispute_id", "PP-D-1");
            dispute.putArray("disputed_transactions").addObject().put(field, OURS.toString());
            assertEquals(new PaymentId(OURS), about("CUSTOMER.DISPUTE." + what, dispute));
        }
    }

    @Test
    void aKeptAccountIsNamedByOurId() {
        ObjectNode token = FakeJson.object().put("id", "T1");
        token.putObject("customer").put("merchant_customer_id", OURS.toString());
        assertEquals(new SavedMethodId(OURS), about("VAULT.PAYMENT-TOKEN.DELETED", token));
        assertEquals(new NothingOfOurs(), about("VAULT.PAYMENT-TOKEN.CREATED", token));
        assertEquals(
                new NothingOfOurs(),
                about("VAULT.PAYMENT-TOKEN.DELETED", FakeJson.object().put("id", "T1")));
    }

    @ParameterizedTest
    @CsvSource({
        "BILLING.SUBSCRIPTION.CREATED", "PAYMENT.PAYOUTSBATCH.SUCCESS", "SOMETHING.NEW",
        "PAYMENT.CAPTURE.COMPLETED", "CHECKOUT.ORDER.APPROVED", "CUSTOMER.DISPUTE.CREATED"
    })
    void whatNamesNothingOfOursIsKeptAndLeftAlone(String type) {
        assertEquals(
                new NothingOfOurs(),
                about(type, captured(null, "order 4711 of a shop").put("id", "")));
        assertFalse(ReadEvent.of(event(type, FakeJson.object())).isEmpty());
    }
}
