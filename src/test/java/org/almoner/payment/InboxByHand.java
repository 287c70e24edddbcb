package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import org.almoner.sql.Sql;

/** Works off the in-box when a test says so, instead of waiting for a tick. */
@Singleton
@Unremovable
public class InboxByHand {

    private static final long PATIENCE = 30_000_000_000L;

    private final WorkOffWebhooks inbox;
    private final Sql sql;

    InboxByHand(WorkOffWebhooks inbox, Sql sql) {
        this.inbox = inbox;
        this.sql = sql;
    }

    /** Works off what is due, and waits for what the service itself has in hand at this moment. */
    public void work() {
        inbox.workOff();
        long until = System.nanoTime() + PATIENCE;
        while (isInHand()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("A notification stays in hand");
            }
            Thread.onSpinWait();
        }
    }

    private boolean isInHand() {
        return sql.one(
                        "SELECT id FROM webhook_event WHERE state = 'RECEIVED'"
                                + " AND lease_until > now() LIMIT 1",
                        row -> Sql.id(row, "id"))
                .isPresent();
    }
}
