package org.almoner.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * Hears that an endpoint took a message of one type, which is to say that it answered 2xx.
 * Implementations are CDI beans.
 */
public interface WebhookTaken {

    /** The type of the event, as it was owed. */
    String type();

    /**
     * An endpoint took it; called in the transaction that marks the message as sent, once for each
     * endpoint. Whatever this throws undoes both, and the message is sent again.
     */
    void taken(UUID subject, Instant at);
}
