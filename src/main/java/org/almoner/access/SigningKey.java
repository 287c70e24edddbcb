package org.almoner.access;

import java.time.Instant;
import java.util.UUID;

/**
 * One key that signs, will sign or has signed donors' tokens.
 *
 * @param publicKey its public half as a JSON Web Key
 * @param sealedPrivate its private half, sealed; {@code null} once it does not sign any more
 * @param activeAt since when it signs; {@code null} before
 * @param retiredAt since when it only verifies; {@code null} before
 */
record SigningKey(
        UUID id,
        String kid,
        State state,
        String publicKey,
        String sealedPrivate,
        Instant activeAt,
        Instant retiredAt) {

    /** What a key is for at present. */
    enum State {
        /** Published, so that every verifier knows it before it signs. */
        NEXT,
        /** Signs. */
        ACTIVE,
        /** Verifies what it signed. */
        RETIRED,
        /** Was withdrawn by a person: what it signed is not believed any more. */
        REVOKED,
        /** Has verified long enough. */
        EXPIRED
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + " " + state + "]";
    }
}
