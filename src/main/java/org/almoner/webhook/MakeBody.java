package org.almoner.webhook;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Makes bodies at the moment of sending, and tells who owed them that they were taken. */
@Singleton
class MakeBody {

    private static final Logger LOG = Logger.getLogger(MakeBody.class);

    private final Map<String, WebhookContent> contents;
    private final Envelope envelope;

    MakeBody(@All List<WebhookContent> contents, Envelope envelope) {
        this.contents =
                contents.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        WebhookContent::type, Function.identity()));
        this.envelope = envelope;
    }

    /** It cannot be made now; perhaps later, or on another node. */
    static final class CannotBeMade extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The bytes; empty when there is nothing to tell any more.
     *
     * @throws CannotBeMade when nobody here knows the type (another release may), or whoever knows
     *     it fails
     */
    Optional<byte[]> of(MessageTable.Claimed message) throws CannotBeMade {
        WebhookContent content = contents.get(message.type());
        if (content == null) {
            LOG.warnf("Nobody here makes bodies of %s", message.type());
            throw new CannotBeMade();
        }
        try {
            Optional<byte[]> data =
                    QuarkusTransaction.requiringNew().call(() -> content.bodyOf(message.subject()));
            return data.isEmpty()
                    ? Optional.empty()
                    : Optional.of(envelope.around(message.type(), message.createdAt(), data.get()));
        } catch (IOException | RuntimeException failure) {
            // The message of an unknown exception may hold personal data; its type does not.
            LOG.errorf("No body for message %s: %s", message.id(), failure.getClass().getName());
            throw new CannotBeMade();
        }
    }
}
