package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.almoner.consent.ConsentStanding;

/** Whether a message may go out, and why. */
public sealed interface ContactDecision {

    /** The rule that was asked; empty when nothing of the law mattered, or no rule was found. */
    Optional<RuleSource> rule();

    /** Whether the message may go out. */
    default boolean isYes() {
        return this instanceof Yes;
    }

    /**
     * It may.
     *
     * @param source the rule it rests on
     * @param since since when the ground holds: the answer, the last gift, or the rule itself
     * @param until the last day it holds as things stand, by the office's calendar; {@code null}
     *     while it has no end
     * @param answer what the person said; {@code null} when the ground needs no answer
     */
    record Yes(
            ContactGround ground,
            RuleSource source,
            Instant since,
            LocalDate until,
            ConsentStanding answer)
            implements ContactDecision {

        @Override
        public Optional<RuleSource> rule() {
            return Optional.of(source);
        }
    }

    /**
     * It may not.
     *
     * @param source the rule that was asked; {@code null} when none was
     * @param answer what the person said; {@code null} when nothing, or when it does not matter
     */
    record No(Reason reason, RuleSource source, ConsentStanding answer) implements ContactDecision {

        @Override
        public Optional<RuleSource> rule() {
            return Optional.ofNullable(source);
        }
    }

    /** Why not. Of several grounds that fail the one nearest to holding is named, the last here. */
    enum Reason {
        /** The person was erased. */
        ERASED,
        /** A bank told that the person has died. */
        DECEASED,
        /** There is no address or number of this kind. */
        NO_CONTACT_DATA,
        /** The person objected. */
        OBJECTED,
        /** There was a yes, and the person has taken it back. */
        WITHDRAWN,
        /** The person was asked and did not say yes. */
        REFUSED,
        /** The mailbox belongs to somebody who was erased and has not said yes since. */
        SUPPRESSED,
        /** No rule allows this at all. */
        NO_RULE,
        /** The person was never asked, and the law wants a yes. */
        NOT_ASKED,
        /** No sale is on record, and a gift is none. */
        NO_SALE,
        /** The exemption is for charities registered in the person's country; the office is not. */
        OFFICE_NOT_EXEMPT,
        /** No gift has been received from the person. */
        NO_GIFT,
        /** The law wants the objection offered when data are collected; it was not. */
        NOT_OFFERED,
        /** The objection was offered before the first day of the law. */
        COLLECTED_TOO_EARLY,
        /** The last gift is too long ago. */
        EXPIRED,
        /** There is a yes that the mailbox has not confirmed. */
        NOT_CONFIRMED
    }
}
