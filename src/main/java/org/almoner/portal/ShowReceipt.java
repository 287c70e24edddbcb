package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.account.ShowContact;
import org.almoner.consent.ConsentReceipts;
import org.almoner.letter.PortalPage;
import org.almoner.problem.DomainProblem;

/** Hands a donor the receipt of one of his answers. */
@Singleton
class ShowReceipt {

    private final ConsentReceipts receipts;
    private final CurrentDonor donor;
    private final ShowContact contact;
    private final PortalPage portal;

    ShowReceipt(
            ConsentReceipts receipts, CurrentDonor donor, ShowContact contact, PortalPage portal) {
        this.receipts = receipts;
        this.donor = donor;
        this.contact = contact;
        this.portal = portal;
    }

    /**
     * The receipt in JSON-LD.
     *
     * @throws DomainProblem 404 for answers of others, and of nobody
     */
    Map<String, Object> of(UUID answer) {
        String locale = contact.of(donor.account()).contact().locale();
        return receipts.jsonLd(donor.donors(), answer, portal.in(locale))
                .orElseThrow(DomainProblem::notFound);
    }

    /**
     * The receipt of a consent that holds, after Kantara's specification.
     *
     * @throws DomainProblem 404 as above, 409 where no consent holds
     */
    Map<String, Object> kantara(UUID answer) {
        return receipts.kantara(donor.donors(), answer).orElseThrow(DomainProblem::notFound);
    }
}
