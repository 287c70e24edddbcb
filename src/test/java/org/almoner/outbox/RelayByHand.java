package org.almoner.outbox;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Lets tests whose jobs do not run deliver what is owed. */
@Singleton
@Unremovable
public class RelayByHand {

    private final Relay relay;

    RelayByHand(Relay relay) {
        this.relay = relay;
    }

    /** Delivers what is due. */
    public void work() {
        relay.run();
    }
}
