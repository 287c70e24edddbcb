package org.almoner.periodic;

/** At whose death an agreement ends at the latest. */
public enum DeathOf {
    /** The donor's own. */
    DONOR,
    /** That of another person, whom the agreement names. */
    OTHER
}
