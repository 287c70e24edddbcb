package org.almoner.handover;

import java.util.List;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;

/**
 * An entry that is to be born.
 *
 * @param from the office of the record
 * @param ground {@code null} when it has fallen away
 * @param reason why it has; {@code null} when there is one
 * @param answer what the person said about it; {@code null} when nothing
 * @param fields names of what goes with it
 * @param hash of what goes with it; {@code null} when nothing does
 */
record Birth(
        OfficeCode office,
        DonorId donor,
        OfficeCode from,
        HandOverKind kind,
        Ground ground,
        String reason,
        Ground.Answer answer,
        List<String> fields,
        String hash) {

    Birth {
        fields = List.copyOf(fields);
    }

    Holding.State leads() {
        return switch (kind) {
            case INITIAL, CHANGED -> Holding.State.HELD;
            case WITHDRAWN -> Holding.State.WITHDRAWN;
            case ERASED -> Holding.State.ERASED;
        };
    }
}
