package org.almoner.consent;

import java.time.Instant;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * The answer that counts for one office, purpose and channel.
 *
 * @param event the answer's id
 * @param recipient the office that may use the data on this ground
 * @param confirmed whether a yes was said while signed in or by the mailbox itself, now or before
 *     without a no in between
 * @param awaitsConfirmation whether a yes still needs the mailbox to answer
 */
public record ConsentStanding(
        UUID event,
        OfficeCode office,
        OfficeCode recipient,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentState state,
        Instant at,
        ConsentMethod method,
        boolean confirmed,
        boolean awaitsConfirmation,
        Words words) {

    /**
     * What was shown.
     *
     * @param id of the text
     * @param version of the text
     * @param locale the language it was shown in
     */
    public record Words(String id, int version, String locale, String text, String legalBasis) {}
}
