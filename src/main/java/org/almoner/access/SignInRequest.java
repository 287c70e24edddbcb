package org.almoner.access;

import java.time.Instant;
import java.util.UUID;
import org.almoner.donor.EmailAddress;

/**
 * Somebody's wish to sign in, as it is at present.
 *
 * @param email the address that was typed
 * @param locale language of the mail
 * @param browserHash of the cookie of the browser that asked
 * @param browser what that browser calls itself
 * @param network where it was asked from, cut short
 */
record SignInRequest(
        UUID id,
        EmailAddress email,
        String locale,
        String browserHash,
        String browser,
        String network,
        State state,
        Instant askedAt,
        Instant expiresAt) {

    /** Codes that may be typed before the request is locked. */
    static final int TRIES = 5;

    /** What can be done with a request. */
    enum State {
        /** Its link and its code sign in. */
        OPEN,
        /** It was redeemed, and the person is yet to be chosen. */
        CHOOSING,
        /** It has signed somebody in. */
        DONE,
        /** Too many wrong codes were typed. */
        LOCKED,
        /** The same browser asked again. */
        REPLACED
    }

    boolean isOpenAt(Instant now) {
        return state == State.OPEN && now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "SignInRequest[" + id + " " + state + "]";
    }
}
