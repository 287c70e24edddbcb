package org.almoner.access;

import org.jose4j.jwt.JwtClaims;

/** Checks what a token with a good signature claims, and makes its bearer of it. */
interface ReadClaims<P> {

    P read(String token, JwtClaims claims) throws TokenRefused;
}
