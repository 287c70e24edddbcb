package org.almoner.access;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Claims as an access token that travels: ES256, typed as RFC 9068 wants it. */
final class CompactToken {

    private CompactToken() {}

    static String signed(JwtClaims claims, PublicJsonWebKey pair) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(pair.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(pair.getPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("The key cannot sign", failure);
        }
    }
}
