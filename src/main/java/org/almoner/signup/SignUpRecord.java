package org.almoner.signup;

import java.time.ZonedDateTime;
import java.util.UUID;
import org.almoner.donor.EmailAddress;
import org.almoner.letter.Letterhead;

/**
 * All that a mail says that asks for a confirmation. Prints nothing of it.
 *
 * @param text the very words that were agreed to
 * @param link where the button leads; the secret stands behind the {@code #}, which browsers send
 *     to no server
 * @param until the link serves before then
 */
record SignUpRecord(
        UUID signUp,
        EmailAddress to,
        String language,
        Letterhead office,
        String text,
        String link,
        ZonedDateTime asked,
        ZonedDateTime until) {

    @Override
    public String toString() {
        return "SignUpRecord[" + signUp + "]";
    }
}
