package org.almoner.payment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
     * @param about our id of the payment or saved method, as the provider remembers it
     */
    record ProviderEvent(String id, String type, Matter about) {}

    /** Our id of something that a notification can be about. */
    sealed interface Matter permits PaymentId, SavedMethodId {

        /** The id alone; unique across both kinds. */
        UUID value();
    }
}
