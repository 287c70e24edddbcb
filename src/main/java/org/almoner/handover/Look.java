package org.almoner.handover;

import java.util.Map;
import org.almoner.contact.TransferDecision;
import org.almoner.donor.DonorView;
import org.almoner.office.OfficeCode;

/**
 * One record at one moment: which office may have it, and what that office would get.
 *
 * @param contents by office that may
 */
record Look(
        DonorView view,
        Map<OfficeCode, TransferDecision> decisions,
        Map<OfficeCode, Content> contents) {

    Look {
        decisions = Map.copyOf(decisions);
        contents = Map.copyOf(contents);
    }

    @Override
    public String toString() {
        return "Look[" + view.id() + "]";
    }
}
