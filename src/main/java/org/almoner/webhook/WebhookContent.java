package org.almoner.webhook;

import java.util.Optional;
import java.util.UUID;

/** Makes the bodies of one type of messages. Implementations are CDI beans. */
public interface WebhookContent {

    /** The type of the event, as it was owed. */
    String type();

    /**
     * What is told of a subject: a JSON object in UTF-8, which becomes {@code data} of the message.
     * Asked anew at every attempt, in a transaction of its own; kept nowhere, so that what may no
     * longer be told is not told.
     *
     * @return empty when there is nothing to tell any more: the message is dropped
     */
    Optional<byte[]> bodyOf(UUID subject);
}
