package org.almoner.contact;

import org.almoner.office.OfficeCode;

/**
 * What two offices have signed, as it is from one day on.
 *
 * @param from code of the office that hands over
 * @param to code of the office that receives
 * @param inForce {@code false} from the day it ends
 * @param document where the paper is kept
 */
record Agreement(
        String id,
        String from,
        String to,
        TransferInstrument instrument,
        boolean inForce,
        String document) {

    /** Whether it carries what one office hands to the other. */
    boolean carries(TransferInstrument wanted, OfficeCode giver, OfficeCode taker) {
        return inForce
                && instrument == wanted
                && from.equals(giver.value())
                && to.equals(taker.value());
    }
}
