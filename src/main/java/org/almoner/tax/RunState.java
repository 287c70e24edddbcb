package org.almoner.tax;

/** How far a run has come. */
public enum RunState {
    /** Everybody with a gift of the year is being listed. */
    LISTING(true),
    /** Statements are frozen and numbered, in slices. */
    NUMBERING(true),
    /** All are numbered; documents are still being written. */
    WRITING(true),
    /** All documents are written. */
    DONE(false),
    /** Somebody ended it; what was numbered is written and stays, and it can be resumed. */
    CANCELLED(false),
    /** It must not go on, such as for a notice that ran out; it can be resumed. */
    STOPPED(false);

    private final boolean isLive;

    RunState(boolean isLive) {
        this.isLive = isLive;
    }

    /** Whether it is being worked on. */
    public boolean isLive() {
        return isLive;
    }

    /** Whether it can be taken up again. */
    public boolean mayBeResumed() {
        return this == CANCELLED || this == STOPPED;
    }
}
