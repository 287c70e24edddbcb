package org.almoner.tax;

import java.time.Instant;
import java.util.UUID;

/**
 * A wish to correct a statement, and what became of it.
 *
 * @param number of the statement
 * @param office its code
 * @param reason in the words of whoever asked
 * @param decidedBy who agreed or refused; whoever asked where no second person is needed
 * @param replacement number of the new statement; {@code null} for none
 */
public record CorrectionView(
        UUID id,
        UUID statement,
        String number,
        String office,
        Correction kind,
        String reason,
        State state,
        String askedBy,
        Instant askedAt,
        String decidedBy,
        Instant decidedAt,
        String replacement) {

    /** How far it has come. */
    public enum State {
        /** A second person must agree. */
        WAITING,
        /** It is carried out. */
        DONE,
        /** A person refused it. */
        REFUSED
    }
}
