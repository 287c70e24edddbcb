package org.almoner.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** What attackers try with tokens (F11), each by its name. */
final class TokenAttacks {

    private TokenAttacks() {}

    static Map<String, String> all(TokenForge forge) throws JoseException {
        Map<String, String> attacks = new LinkedHashMap<>();
        onTheSignature(forge, attacks);
        onTheHeader(forge, attacks);
        onTheParties(forge, attacks);
        onTheTimes(forge, attacks);
        onTheShape(forge, attacks);
        return attacks;
    }

    private static void onTheSignature(TokenForge forge, Map<String, String> attacks)
            throws JoseException {
        PublicJsonWebKey own = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        String token = forge.genuine();
        String[] parts = token.split("\\.");
        attacks.put("alg none", forge.unsigned("{\"alg\":\"none\",\"typ\":\"at+jwt\"}"));
        attacks.put("alg nOnE", forge.unsigned("{\"alg\":\"nOnE\",\"typ\":\"at+jwt\"}"));
        attacks.put("HS256 with the public key", forge.hmacWithPublicKey());
        attacks.put("signed with another key", forge.signed(forge.claims(), own, any -> {}));
        attacks.put("empty signature", parts[0] + "." + parts[1] + ".");
        attacks.put("signature cut off", parts[0] + "." + parts[1]);
        attacks.put("all zero signature", parts[0] + "." + parts[1] + "." + "A".repeat(86));
        attacks.put(
                "tampered payload",
                parts[0]
                        + "."
                        + TokenForge.encoded(forge.claims().toJson().replace("attacker", "admin"))
                        + "."
                        + parts[2]);
        char first = parts[2].charAt(0) == 'A' ? 'B' : 'A';
        attacks.put(
                "tampered signature",
                parts[0] + "." + parts[1] + "." + first + parts[2].substring(1));
        char last = parts[2].charAt(85);
        char sibling = (char) (last + 1);
        attacks.put(
                "spare bits of the signature set",
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 85) + sibling);
    }

    private static void onTheHeader(TokenForge forge, Map<String, String> attacks)
            throws JoseException {
        PublicJsonWebKey own = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        own.setKeyId("own");
        Map<String, Object> publicHalf = own.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        attacks.put(
                "own key embedded as jwk",
                forge.signed(forge.claims(), own, token -> token.setHeader("jwk", publicHalf)));
        attacks.put(
                "own key embedded as jwk under its own id",
                forge.signed(
                        forge.claims(),
                        own,
                        token -> {
                            token.setHeader("jwk", publicHalf);
                            token.setKeyIdHeaderValue("own");
                        }));
        attacks.put(
                "keys named by jku",
                forge.signed(
                        forge.claims(),
                        own,
                        token -> token.setHeader("jku", "http://127.0.0.1:1/keys")));
        attacks.put(
                "certificate named by x5u",
                forge.signed(
                        forge.claims(),
                        own,
                        token -> token.setHeader("x5u", "http://127.0.0.1:1/cert")));
        attacks.put("unknown kid", forge.withHeader(token -> token.setKeyIdHeaderValue("unknown")));
        attacks.put(
                "kid that looks like a path",
                forge.withHeader(token -> token.setKeyIdHeaderValue("../../../../dev/null")));
        attacks.put(
                "no kid",
                forge.withHeader(token -> token.getHeaders().setStringHeaderValue("kid", null)));
        attacks.put("wrong typ", forge.withHeader(token -> token.setHeader("typ", "JWT")));
        attacks.put("no typ", forge.withHeader(token -> token.setHeader("typ", (String) null)));
        attacks.put(
                "unknown critical header",
                forge.withHeader(
                        token -> {
                            token.setHeader("crit", List.of("unlock"));
                            token.setHeader("unlock", true);
                        }));
        attacks.put(
                "another algorithm of the same key",
                forge.withForeignSignature(
                        "{\"alg\":\"ES256K\",\"typ\":\"at+jwt\",\"kid\":\"x\"}",
                        forge.claims().toJson()));
    }

    private static void onTheParties(TokenForge forge, Map<String, String> attacks) {
        attacks.put("wrong iss", forge.withClaims(c -> c.setIssuer("https://evil.example.org")));
        attacks.put("iss with a slash more", forge.withClaims(c -> c.setIssuer(issuer(c) + "/")));
        attacks.put("no iss", forge.withClaims(c -> c.unsetClaim("iss")));
        attacks.put("wrong aud", forge.withClaims(c -> c.setAudience("another-service")));
        attacks.put("two auds, none ours", forge.withClaims(c -> c.setAudience("a", "almoner2")));
        attacks.put("no aud", forge.withClaims(c -> c.unsetClaim("aud")));
        attacks.put("no sub", forge.withClaims(c -> c.unsetClaim("sub")));
        attacks.put("blank sub", forge.withClaims(c -> c.setSubject("  ")));
        attacks.put("line break in sub", forge.withClaims(c -> c.setSubject("a\nadmin")));
        attacks.put("no jti", forge.withClaims(c -> c.unsetClaim("jti")));
        attacks.put("roles as one text", forge.withClaims(c -> c.setClaim("roles", "admin")));
        attacks.put(
                "roles as a text like a list",
                forge.withClaims(c -> c.setClaim("roles", "[\"admin\"]")));
        attacks.put(
                "roles as an object",
                forge.withClaims(c -> c.setClaim("roles", Map.of("admin", true))));
        attacks.put("offices as one text", forge.withClaims(c -> c.setClaim("offices", "*")));
    }

    private static Object issuer(org.jose4j.jwt.JwtClaims claims) {
        return claims.getClaimValue("iss");
    }

    private static void onTheTimes(TokenForge forge, Map<String, String> attacks) {
        long now = forge.now();
        attacks.put("no exp", forge.withClaims(c -> c.unsetClaim("exp")));
        attacks.put("no iat", forge.withClaims(c -> c.unsetClaim("iat")));
        attacks.put("expired 30 s ago", forge.withClaims(c -> c.setClaim("exp", now - 30)));
        attacks.put("exp as text", forge.withClaims(c -> c.setClaim("exp", "" + (now + 300))));
        attacks.put(
                "exp in ten years", forge.withClaims(c -> c.setClaim("exp", now + 315_360_000)));
        attacks.put(
                "exp beyond all numbers", forge.withClaims(c -> c.setClaim("exp", Long.MAX_VALUE)));
        attacks.put("iat in an hour", forge.withClaims(c -> c.setClaim("iat", now + 3600)));
        attacks.put("iat at the dawn", forge.withClaims(c -> c.setClaim("iat", Long.MIN_VALUE)));
        attacks.put(
                "nbf in a minute",
                forge.withClaims(c -> c.setNotBefore(NumericDate.fromSeconds(now + 60))));
    }

    private static void onTheShape(TokenForge forge, Map<String, String> attacks) {
        String token = forge.genuine();
        attacks.put("a fourth part", token + ".e30");
        attacks.put(
                "oversized", forge.withClaims(c -> c.setStringClaim("padding", "x".repeat(9_000))));
        attacks.put("padding behind the parts", token + "=");
        attacks.put(
                "a claim twice",
                forge.withHeader(
                        t ->
                                t.setPayload(
                                        forge.claims().toJson().replace("}", ",\"sub\":\"b\"}"))));
        attacks.put("not JSON", forge.withHeader(t -> t.setPayload("admin")));
        attacks.put("an array", forge.withHeader(t -> t.setPayload("[{}]")));
        attacks.put("deeply nested", forge.withHeader(t -> t.setPayload("[".repeat(5_000))));
    }
}
