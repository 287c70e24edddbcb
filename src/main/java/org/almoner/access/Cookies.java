package org.almoner.access;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * The two cookies of donors. Both are for this host alone, are read by no script, and are sent with
 * requests of the same site only (AB-15).
 */
final class Cookies {

    /** Knows a browser again; says nothing about who uses it. */
    static final String BROWSER = "__Host-lr";

    /** The refresh token. */
    static final String REFRESH = "__Host-rt";

    private static final Duration BROWSER_LASTS = Duration.ofDays(180);

    private Cookies() {}

    static NewCookie browser(String value) {
        return cookie(BROWSER, value, BROWSER_LASTS);
    }

    static NewCookie refresh(String value, Duration lasts) {
        return cookie(REFRESH, value, lasts);
    }

    static NewCookie noRefresh() {
        return cookie(REFRESH, "", Duration.ZERO);
    }

    private static NewCookie cookie(String name, String value, Duration lasts) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(lasts.toSeconds()))
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
