package org.almoner.outbox;

import java.util.UUID;

/** Delivers one kind of debt. Called with no transaction open, and possibly more than once. */
public interface OutboxHandler {

    /** The kind of debt this handler delivers. */
    String kind();

    /**
     * Delivers, deterministically: the same subject and occurrence give the same message with the
     * same {@code Message-ID} at every try.
     *
     * @return what became of it; an exception counts as {@link Delivery.RetryLater}
     */
    Delivery deliver(UUID subject, int occurrence);
}
