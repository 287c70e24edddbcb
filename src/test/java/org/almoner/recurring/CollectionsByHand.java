package org.almoner.recurring;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Collects what is due now, for tests of other parts whose jobs do not run. */
@Singleton
@Unremovable
public class CollectionsByHand {

    private final CollectDueGifts collect;

    CollectionsByHand(CollectDueGifts collect) {
        this.collect = collect;
    }

    /** Collects; how many were carried out. */
    public int work() {
        return collect.run();
    }
}
