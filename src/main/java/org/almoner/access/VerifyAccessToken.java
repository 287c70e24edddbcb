package org.almoner.access;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Believes a token or says why not: first its shape, then its signature with a key of ours, and
 * only then what it claims. Headers that bring or name keys ({@code jwk}, {@code jku}, {@code x5u})
 * are never looked at.
 */
final class VerifyAccessToken<P> {

    /** Longer than any token with few roles; shorter than what keeps a parser busy. */
    private static final int LONGEST_TOKEN = 8 * 1024;

    private final TokenRules rules;
    private final TrustedKeys keys;
    private final ReadClaims<P> claims;
    private final VerifiedSignatures verified;

    VerifyAccessToken(TokenRules rules, TrustedKeys keys, ReadClaims<P> claims) {
        this(rules, keys, claims, new VerifiedSignatures());
    }

    VerifyAccessToken(
            TokenRules rules, TrustedKeys keys, ReadClaims<P> claims, VerifiedSignatures verified) {
        this.rules = rules;
        this.keys = keys;
        this.claims = claims;
        this.verified = verified;
    }

    P verify(String token) throws TokenRefused {
        String[] parts = partsOf(token);
        Map<String, Object> header = objectIn(parts[0]);
        String algorithm = algorithmOf(header);
        refuseForeignType(header);
        // We understand no extension, and RFC 7515 lets nobody skip a critical one.
        if (header.containsKey("crit") || header.containsKey("b64") || header.containsKey("zip")) {
            throw new TokenRefused("extension");
        }
        Key key = keys.find(textIn(header, "kid"), algorithm);
        if (!verified.hold(token, key)) {
            checkSignature(token, algorithm, key);
            verified.remember(token, key);
        }
        return claims.read(token, claimsIn(parts[1]));
    }

    private static String[] partsOf(String token) throws TokenRefused {
        if (token == null || token.length() > LONGEST_TOKEN) {
            throw new TokenRefused("size");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new TokenRefused("shape");
        }
        for (String part : parts) {
            decoded(part);
        }
        return parts;
    }

    /** One spelling only: an encoding with spare bits set would be a second token for one. */
    private static byte[] decoded(String part) throws TokenRefused {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            if (bytes.length == 0 || !again.equals(part)) {
                throw new TokenRefused("encoding");
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw new TokenRefused("encoding");
        }
    }

    private static Map<String, Object> objectIn(String part) throws TokenRefused {
        try {
            return JsonUtil.parseJson(new String(decoded(part), StandardCharsets.UTF_8));
        } catch (JoseException notJson) {
            throw new TokenRefused("json");
        }
    }

    private static JwtClaims claimsIn(String part) throws TokenRefused {
        try {
            return JwtClaims.parse(new String(decoded(part), StandardCharsets.UTF_8));
        } catch (InvalidJwtException notClaims) {
            throw new TokenRefused("json");
        }
    }

    private String algorithmOf(Map<String, Object> header) throws TokenRefused {
        String algorithm = textIn(header, "alg");
        if (!rules.algorithms().contains(algorithm)) {
            throw new TokenRefused("algorithm");
        }
        return algorithm;
    }

    private void refuseForeignType(Map<String, Object> header) throws TokenRefused {
        if (rules.type().isEmpty()) {
            return;
        }
        String type = textIn(header, "typ").toLowerCase(Locale.ROOT);
        String wanted = rules.type().get().toLowerCase(Locale.ROOT);
        if (!type.equals(wanted) && !type.equals("application/" + wanted)) {
            throw new TokenRefused("type");
        }
    }

    private static String textIn(Map<String, Object> header, String name) throws TokenRefused {
        if (header.get(name) instanceof String text && !text.isBlank() && text.length() <= 200) {
            return text;
        }
        throw new TokenRefused(name);
    }

    private static void checkSignature(String token, String algorithm, Key key)
            throws TokenRefused {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
        signature.setKey(key);
        try {
            signature.setCompactSerialization(token);
            if (!signature.verifySignature()) {
                throw new TokenRefused("signature");
            }
        } catch (JoseException broken) {
            throw new TokenRefused("signature");
        }
    }
}
