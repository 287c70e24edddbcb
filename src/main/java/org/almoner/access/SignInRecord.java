package org.almoner.access;

import java.time.ZonedDateTime;
import java.util.UUID;
import org.almoner.donor.EmailAddress;
import org.almoner.letter.Letterhead;

/**
 * All that a sign-in mail says. Prints nothing of it.
 *
 * @param link where the button leads; the token stands behind the {@code #}, which browsers send to
 *     no server
 * @param code eight digits
 */
record SignInRecord(
        UUID request,
        EmailAddress to,
        String language,
        Letterhead office,
        String link,
        String code,
        Asked asked) {

    /**
     * Where and when the sign-in was asked for.
     *
     * @param at in the office's zone
     * @param minutes for how long link and code serve from then on
     * @param browser empty when it did not say
     * @param network cut short; empty when unknown
     */
    record Asked(ZonedDateTime at, long minutes, String browser, String network) {}

    @Override
    public String toString() {
        return "SignInRecord[" + request + "]";
    }
}
