package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A signature verified once is not computed again, and nothing else is taken for granted by it. */
class VerifiedSignaturesTest {

    private static final String KID = "one";
    private static final TokenRules RULES =
            new TokenRules(
                    "urn:almoner",
                    TokenForge.AUDIENCE,
                    Set.of("ES256"),
                    Optional.of("at+jwt"),
                    Duration.ofMinutes(10),
                    new TokenRules.ClaimNames("groups", "", ""));

    private final VerifiedSignatures verified = new VerifiedSignatures();
    private Instant now = Instant.parse("2027-03-01T10:00:00Z");
    private PublicJsonWebKey pair;
    private PublicJsonWebKey published;
    private TokenForge forge;
    private VerifyAccessToken<DonorPrincipal> verification;

    @BeforeEach
    void aKeyIsPublished() throws JoseException {
        pair = key();
        published = pair;
        forge = forge(pair);
        verification =
                new VerifyAccessToken<>(
                        RULES,
                        new TrustedKeys(this::keySet, () -> now),
                        new ReadDonorClaims(RULES, () -> now),
                        verified);
    }

    private String keySet() {
        return new JsonWebKeySet(published == null ? List.of() : List.of(published))
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static PublicJsonWebKey key() throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(KID);
        return key;
    }

    private TokenForge forge(PublicJsonWebKey key) {
        return new TokenForge(
                key,
                "urn:almoner",
                now.getEpochSecond(),
                claims -> {
                    claims.setSubject("5b0b7d0e-7c6a-4d57-9d52-0b1f6c3c8a11");
                    claims.setStringListClaim("groups", Roles.DONOR);
                    claims.setStringClaim("sid", UUID.randomUUID().toString());
                    claims.setClaim("auth_time", now.getEpochSecond());
                });
    }

    private String refusalOf(String token) {
        return assertThrows(TokenRefused.class, () -> verification.verify(token)).getMessage();
    }

    @Test
    void aGenuineTokenIsComputedOnce() throws Exception {
        String token = forge.genuine();
        assertFalse(verified.hold(token, pair.getPublicKey()));
        String session = verification.verify(token).session().toString();
        assertTrue(verified.hold(token, pair.getPublicKey()));
        for (int i = 0; i < 100; i++) {
            assertEquals(session, verification.verify(token).session().toString());
        }
        assertEquals(1, verified.size());
    }

    @Test
    void everyLetterOfAKnownTokenThatIsChangedIsNoticed() throws Exception {
        String token = forge.genuine();
        verification.verify(token);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            refusalOf(token.substring(0, at) + other + token.substring(at + 1));
        }
        assertEquals(
                "signature",
                refusalOf(
                        forge.withClaims(it -> it.setSubject(token))
                                .replaceAll(
                                        "[^.]+$", token.substring(token.lastIndexOf('.') + 1))));
        assertEquals(1, verified.size(), "nothing that was refused is remembered");
    }

    @Test
    void aWithdrawnKeyEndsWhatItSignedHoweverOftenThatWasVerified() throws Exception {
        String token = forge.genuine();
        verification.verify(token);
        published = null;
        now = now.plus(TrustedKeys.FRESH);
        assertEquals("unknown-key", refusalOf(token));
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotInheritWhatTheFirstOneSigned() throws Exception {
        String token = forge.genuine();
        verification.verify(token);
        published = key();
        now = now.plus(TrustedKeys.FRESH);
        assertEquals("signature", refusalOf(token));
        assertFalse(verified.hold(token, published.getPublicKey()));
    }

    @Test
    void theSameKeyReadAnewIsTheSame() throws Exception {
        String token = forge.genuine();
        verification.verify(token);
        now = now.plus(TrustedKeys.FRESH);
        published = PublicJsonWebKey.Factory.newPublicJwk(pair.toJson());
        verification.verify(token);
        assertTrue(verified.hold(token, published.getPublicKey()));
    }

    @Test
    void aKnownTokenExpiresAsAnyOther() throws Exception {
        String token =
                forge.withClaims(
                        it ->
                                it.setExpirationTime(
                                        NumericDate.fromSeconds(now.getEpochSecond() + 60)));
        Instant expires = now.plusSeconds(60);
        verification.verify(token);
        now = expires.plus(TokenRules.SKEW).minusSeconds(1);
        verification.verify(token);
        now = expires.plus(TokenRules.SKEW);
        assertEquals("expired", refusalOf(token));
    }

    @Test
    void noMoreThanTenThousandAreRemembered() throws Exception {
        for (int token = 0; token < 3 * VerifiedSignatures.MOST; token++) {
            verified.remember("token " + token, pair.getPublicKey());
        }
        assertEquals(VerifiedSignatures.MOST, verified.size());
        assertTrue(verified.hold("token " + (2 * VerifiedSignatures.MOST), pair.getPublicKey()));
        assertFalse(
                verified.hold("token " + (2 * VerifiedSignatures.MOST - 1), pair.getPublicKey()));
    }
}
