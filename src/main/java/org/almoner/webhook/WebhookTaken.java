package org.almoner.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * Hears that the endpoints of an office took a message of one type, which is to say that each
 * answered 2xx. Implementations are CDI beans.
 */
public interface WebhookTaken {

    /** The type of the event, as it was owed. */
    String type();

    /**
     * All endpoints that were owed it took it; called in the transaction that marks the last of
     * these messages as sent. Whatever this throws undoes both, and that message is sent again.
     */
    void taken(UUID subject, Instant at);
}
