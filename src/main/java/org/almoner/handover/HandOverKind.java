package org.almoner.handover;

/** What an entry of a feed tells the office. */
public enum HandOverKind {
    /** The office gets the data for the first time, or anew after they were withdrawn. */
    INITIAL,
    /** Data, permissions or the ground are others than before. */
    CHANGED,
    /** The ground has fallen away: the office must stop and delete. */
    WITHDRAWN,
    /** The person was erased; what a law still holds stays with the office of the gifts. */
    ERASED;

    /** Whether data go with it. */
    boolean hasData() {
        return this == INITIAL || this == CHANGED;
    }
}
