package org.almoner.mode;

/** The two modes, for tests of what they allow. */
public final class Modes {

    private Modes() {}

    /** As an instance started for playing knows itself. */
    public static RunMode sandbox() {
        return new RunMode("sandbox");
    }

    /** As an instance started for real money knows itself. */
    public static RunMode production() {
        return new RunMode("production");
    }
}
