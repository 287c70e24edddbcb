package org.almoner.consent;

import java.time.Instant;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * The answer that counts for one office, purpose and channel.
 *
 * @param event the answer's id
 * @param recipient the office that may use the data on this ground
 * @param awaitsConfirmation whether a yes from the wizard still needs the mailbox to answer
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
