package org.almoner.recurring;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Collects what is due now, for tests that do not want to wait for the job. */
@Singleton
@Unremovable
public class DueGiftsByHand {

    private final CollectDueGifts collect;

    DueGiftsByHand(CollectDueGifts collect) {
        this.collect = collect;
    }

    /** Collects what is due. */
    public void work() {
        collect.run();
    }
}
