package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The vector that the specification's own libraries are tested with. */
    @Test
    void isThatOfThePublishedVector() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signature.header(
                        List.of(SECRET),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        bytes("{\"test\": 2432232314}")));
    }

    @Test
    void isThatOfTheLibrary() throws Exception {
        byte[] body = bytes("{\"type\":\"a.b\",\"data\":{\"name\":\"Zoë – ₤\"}}");
        String fresh = Signature.freshSecret(new SecureRandom());
        assertEquals(
                new com.standardwebhooks.Webhook(fresh)
                        .sign("0193-id", 1_764_180_000L, new String(body, StandardCharsets.UTF_8)),
                Signature.header(List.of(fresh), "0193-id", 1_764_180_000L, body));
    }

    @Test
    void isThereOnceForEachSecretWithTheNewestFirst() {
        String other = Signature.freshSecret(new SecureRandom());
        byte[] body = bytes("{}");
        assertEquals(
                Signature.header(List.of(SECRET), "id", 1, body)
                        + " "
                        + Signature.header(List.of(other), "id", 1, body),
                Signature.header(List.of(SECRET, other), "id", 1, body));
    }

    @Test
    void aSecretIsThirtyTwoBytesBehindItsPrefixAndNeverTheSame() {
        String one = Signature.freshSecret(new SecureRandom());
        assertTrue(one.startsWith("whsec_"));
        assertEquals(32, Base64.getDecoder().decode(one.substring(6)).length);
        assertNotEquals(one, Signature.freshSecret(new SecureRandom()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
