package org.almoner.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes genuine tokens and everything an attacker would make of them. */
final class TokenForge {

    static final String AUDIENCE = "almoner";

    private final PublicJsonWebKey genuine;
    private final String issuer;
    private final long now;
    private final Consumer<JwtClaims> rest;

    TokenForge(PublicJsonWebKey genuine, String issuer, long nowEpochSecond) {
        this(
                genuine,
                issuer,
                nowEpochSecond,
                claims -> {
                    claims.setStringListClaim("roles", Roles.ADMIN, Roles.FINANCE, Roles.OFFICE);
                    claims.setStringListClaim("offices", "*");
                });
    }

    /**
     * @param rest what this issuer's tokens say besides
     */
    TokenForge(
            PublicJsonWebKey genuine,
            String issuer,
            long nowEpochSecond,
            Consumer<JwtClaims> rest) {
        this.genuine = genuine;
        this.issuer = issuer;
        this.now = nowEpochSecond;
        this.rest = rest;
    }

    long now() {
        return now;
    }

    JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject("attacker");
        claims.setJwtId("0193-1");
        claims.setIssuedAt(NumericDate.fromSeconds(now - 1));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 300));
        rest.accept(claims);
        return claims;
    }

    /** Genuinely signed, with the claims changed. */
    String withClaims(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return signed(claims, token -> {});
    }

    /** Genuinely signed, with the header changed. */
    String withHeader(Consumer<JsonWebSignature> change) {
        return signed(claims(), change);
    }

    String genuine() {
        return signed(claims(), token -> {});
    }

    private String signed(JwtClaims claims, Consumer<JsonWebSignature> change) {
        return signed(claims, genuine, change);
    }

    String signed(JwtClaims claims, PublicJsonWebKey key, Consumer<JsonWebSignature> change) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue("ES256");
        token.setKeyIdHeaderValue(genuine.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.toJson());
        change.accept(token);
        return compact(token);
    }

    /** Not signed at all, under a header of the attacker's choice. */
    String unsigned(String header) {
        return encoded(header) + "." + encoded(claims().toJson()) + ".";
    }

    /** Any header and payload under a genuine signature of something else. */
    String withForeignSignature(String header, String payload) {
        String genuineToken = genuine();
        return encoded(header)
                + "."
                + encoded(payload)
                + genuineToken.substring(genuineToken.lastIndexOf('.'));
    }

    /** Symmetric, with our public key as the secret: what confused libraries accept. */
    String hmacWithPublicKey() {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue("HS256");
        token.setKeyIdHeaderValue(genuine.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(
                new HmacKey(
                        genuine.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                                .getBytes(StandardCharsets.UTF_8)));
        token.setPayload(claims().toJson());
        return compact(token);
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String compact(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
