package org.almoner.consent;

import org.almoner.office.Office;

/**
 * Whom a receipt is about besides the person.
 *
 * @param office the controller
 * @param recipient the office that may use the data on this ground; often the controller itself
 * @param proof how long answers are kept for proof after they ended, in words
 */
record ReceiptParties(
        Office office,
        PrivacyFile.Entry terms,
        Office recipient,
        PrivacyFile.Entry recipientTerms,
        String proof) {

    /** Whether somebody else than the controller gets the data (processors are not third). */
    boolean discloses() {
        return !office.code().equals(recipient.code());
    }
}
