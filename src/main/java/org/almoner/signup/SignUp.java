package org.almoner.signup;

import java.time.Instant;
import java.util.UUID;
import org.almoner.consent.ConsentAudience;
import org.almoner.donor.EmailAddress;
import org.almoner.office.OfficeCode;

/**
 * A yes that waits for its mailbox, or has been confirmed by it.
 *
 * @param recipient the office that may write on this ground
 * @param said in which link of whose chain; {@code null} when no donor said it
 */
record SignUp(
        UUID id,
        EmailAddress email,
        String country,
        OfficeCode office,
        OfficeCode recipient,
        Text text,
        Said said,
        State state,
        Instant askedAt,
        Instant expiresAt) {

    /** What has become of it. */
    enum State {
        /** Its mailbox has not answered yet. */
        ASKED,
        /** The mailbox gets the newsletter. */
        CONFIRMED,
        /** The mailbox does not want it (any more). */
        WITHDRAWN
    }

    /** The words that were agreed to, and the language they were shown in. */
    record Text(String id, int version, String locale, String hash) {}

    /** A donor's answer with a gift. */
    record Said(UUID donor, UUID event) {}

    boolean isOpenAt(Instant now) {
        return state == State.ASKED && now.isBefore(expiresAt);
    }

    /** Who agreed, as far as it decides what is shown. */
    ConsentAudience audience(Instant at) {
        return new ConsentAudience(country, text.locale(), office, at);
    }

    @Override
    public String toString() {
        return "SignUp[" + id + " " + state + "]";
    }
}
