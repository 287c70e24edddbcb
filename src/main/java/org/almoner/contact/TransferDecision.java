package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import org.almoner.consent.ConsentStanding;

/** Whether an office may hand a person's data to another, and why. */
public sealed interface TransferDecision {

    /** Whether it may. */
    default boolean isYes() {
        return this instanceof Yes;
    }

    /**
     * It may.
     *
     * @param source the rule it rests on; {@code null} where the data do not leave the office
     * @param since since when: what the person said or was told, the signature, or the rule itself
     * @param until the last day it holds, by the calendar of the office that hands over; {@code
     *     null} while it has no end
     * @param agreement what the offices signed; {@code null} where nothing has to be
     * @param answer what the person said or was told; {@code null} where nothing has to be
     */
    record Yes(
            TransferInstrument instrument,
            RuleSource source,
            Instant since,
            LocalDate until,
            String agreement,
            ConsentStanding answer)
            implements TransferDecision {}

    /**
     * It may not.
     *
     * @param source the rule that was asked; {@code null} when none was
     * @param answer what the person said; {@code null} when nothing, or when it does not matter
     */
    record No(Reason reason, RuleSource source, ConsentStanding answer)
            implements TransferDecision {}

    /** Why not. Of several instruments that fail the one nearest to holding is named. */
    enum Reason {
        /** The person was erased. */
        ERASED,
        /** A bank told that the person has died. */
        DECEASED,
        /** The person was never told that this office gets the data. */
        NOT_TOLD,
        /** No rule allows it between these countries. */
        NO_RULE,
        /** The law wants a consent to the risks, and it was never asked for. */
        NO_CONSENT,
        /** The offices have signed nothing that is in force. */
        NO_AGREEMENT,
        /** The decision on the other country has run out. */
        ENDED,
        /** The person was asked and did not say yes. */
        REFUSED,
        /** There was a yes, and the person has taken it back. */
        WITHDRAWN,
        /** The person objected. */
        OBJECTED
    }
}
