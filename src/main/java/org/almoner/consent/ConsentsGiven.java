package org.almoner.consent;

import java.util.List;
import java.util.UUID;
import org.almoner.donor.DonorId;

/**
 * A donor has ticked boxes that say yes. Published in the transaction that writes them to the
 * ledger, so that whoever follows is written with them or not at all.
 *
 * @param audience who was asked, and when the answers became known
 * @param method by which way of ours the answers came
 * @param given never empty
 */
public record ConsentsGiven(
        DonorId donor, ConsentAudience audience, ConsentMethod method, List<One> given) {

    /**
     * One of them.
     *
     * @param event the link of the donor's chain
     * @param locale the language the words were shown in
     * @param doubleOptIn whether it counts only once the mailbox has confirmed it
     */
    public record One(
            UUID event,
            ConsentPurpose purpose,
            String textId,
            int textVersion,
            String locale,
            boolean doubleOptIn) {}
}
