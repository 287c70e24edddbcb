package org.almoner.payment.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> SECRETS = List.of("whsec_new", "whsec_old");
    private static final String GOOD =
            "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    private static boolean isGenuine(String header) {
        return WebhookSignature.isGenuine(BODY, header, SECRETS, NOW);
    }

    @Test
    void theSignatureIsTheOneOfRfc2104OverTimeDotBody() {
        // echo -n '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_new
        assertEquals(
                "t=1700000000,v1=f3ac0c93c23f69e2e6046d7f0e2c82c93d0403de0f8651457189ab70fbbfcaae",
                WebhookSignature.sign(BODY, List.of("whsec_new"), NOW));
    }

    @Test
    void oneOfTwoSignaturesIsEnoughWhileSecretsAreChanged() {
        assertTrue(isGenuine(WebhookSignature.sign(BODY, SECRETS, NOW)));
        assertTrue(isGenuine(WebhookSignature.sign(BODY, List.of("x", "whsec_old"), NOW)));
        assertFalse(isGenuine(WebhookSignature.sign(BODY, List.of("x", "y"), NOW)));
    }

    @Test
    void anOlderSchemeTwoTimesOrABlownUpHeaderIsRefused() {
        String header = WebhookSignature.sign(BODY, SECRETS, NOW);
        assertFalse(isGenuine(header.replace("v1=", "v0=")));
        assertFalse(isGenuine("t=1," + header));
        assertFalse(isGenuine(header + ",v1=" + "0".repeat(2000)));
        assertFalse(isGenuine(header.replace("t=1700000000", "t=1700000001")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t=",
                "v1=",
                "t=1700000000",
                "v1=" + GOOD,
                "t=abc,v1=" + GOOD,
                "t=-1,v1=" + GOOD,
                "t=1700000000,v1=" + GOOD,
                "t=99999999999999999999,v1=" + GOOD
            })
    void whatIsNoSignatureIsRefusedWithoutAnException(String header) {
        assertFalse(isGenuine(header));
    }
}
