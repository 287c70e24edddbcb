package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** Works the in-box off now, for tests that do not want to wait for its job. */
@Singleton
@Unremovable
public class InboxByHand {

    private final WorkOffWebhooks inbox;

    InboxByHand(WorkOffWebhooks inbox) {
        this.inbox = inbox;
    }

    /** Works off what is due. */
    public void work() {
        inbox.workOff();
    }
}
