package org.almoner.consent;

/** What a donor's answer to one text was. A text that was not answered has no event at all. */
public enum ConsentDecision {
    /** A notice was shown, or an objection was offered and not used. */
    NOTED,
    /** A box that asks for consent was ticked. */
    GIVEN,
    /** A box that asks for consent was shown and left alone. */
    REFUSED,
    /** A box that offers objection was ticked. */
    OBJECTED
}
