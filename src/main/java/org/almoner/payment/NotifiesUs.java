package org.almoner.payment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A gateway whose provider sends webhooks. */
public interface NotifiesUs {

    /**
     * Checks that a notification is genuine, on the raw bytes, before anything is parsed.
     *
     * @param headers header names in lower case; the first value of each
     * @param now for the tolerance of the signature's time: 300 s both ways (EO-15)
     * @return the event, or empty when it is not genuine
     */
    Optional<ProviderEvent> verify(byte[] body, Map<String, String> headers, Instant now);

    /**
     * What a genuine notification tells. The true state is looked up afterwards, so only the
     * identity of what it is about matters.
     *
     * @param id the provider's id of the event, the same at every delivery
     * @param type the provider's name of what happened, for staff
     * @param about what it is about, as the provider remembers it
     */
    record ProviderEvent(String id, String type, Matter about) {}

    /** What a notification can be about: our id of it where the provider tells that. */
    sealed interface Matter permits PaymentId, SavedMethodId, ByReference, NothingOfOurs {}

    /**
     * A payment of which the notification tells the provider's own name alone.
     *
     * @param reference the provider's id of the payment, at most 100 characters
     */
    record ByReference(String reference) implements Matter {}

    /** Genuine, and about nothing that we would look up; it is kept and left alone. */
    record NothingOfOurs() implements Matter {}
}
