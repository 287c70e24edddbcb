package org.almoner.access;

import java.time.Duration;

/** What a sign-in or a refresh brings. Prints nothing of it. */
record Granted(String accessToken, long expiresIn, String refreshToken, Duration idle) {

    @Override
    public String toString() {
        return "Granted";
    }
}
