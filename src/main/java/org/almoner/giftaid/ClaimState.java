package org.almoner.giftaid;

/** Where a claim stands. */
public enum ClaimState {
    /** Asked for; a node gathers its gifts. */
    MAKING,
    /** Frozen; its schedules can be taken and uploaded at HMRC. */
    DRAFT,
    /** HMRC has it. It is never undone: what was too much is given back with a later claim. */
    SUBMITTED,
    /** Not submitted and given up; its gifts can be claimed anew. */
    CANCELLED
}
