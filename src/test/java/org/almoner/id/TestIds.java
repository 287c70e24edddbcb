package org.almoner.id;

import java.time.InstantSource;

/** Identifiers for tests of single parts. */
public final class TestIds {

    private TestIds() {}

    /** Ids of the times that the clock tells. */
    public static Ids of(InstantSource clock) {
        return new Ids(clock);
    }
}
