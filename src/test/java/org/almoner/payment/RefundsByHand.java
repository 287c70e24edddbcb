package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Asks providers for refunds now, for tests that do not want to wait for the job. */
@Singleton
@Unremovable
public class RefundsByHand {

    private final CarryOutRefunds refunds;

    RefundsByHand(CarryOutRefunds refunds) {
        this.refunds = refunds;
    }

    /** Asks for what is due. */
    public void work() {
        refunds.run();
    }
}
