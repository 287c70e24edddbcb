package org.almoner.bank;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Lets tests whose jobs do not run work off what statements told. */
@Singleton
@Unremovable
public class StatementsByHand {

    private final MatchMovements match;

    StatementsByHand(MatchMovements match) {
        this.match = match;
    }

    /** Works off what is new. */
    public void work() {
        match.run();
    }
}
