package org.almoner.outbox;

import java.util.Collection;
import java.util.UUID;

/** Takes on debts of delivery. What is owed survives every crash once the transaction commits. */
public interface Outbox {

    /**
     * Owes one delivery, in the caller's transaction. Owing the same thing again changes nothing: a
     * debt is unique by kind, subject and occurrence.
     *
     * @param kind which {@link OutboxHandler} will deliver it, such as {@code receipt-mail}
     * @param subject the record the delivery is made from; deliveries of one subject keep their
     *     order
     * @param occurrence 1 for the first time; a person's wish to have it again raises it
     * @throws IllegalStateException when no transaction is open
     */
    void owe(String kind, UUID subject, int occurrence);

    /**
     * Owes the first delivery of many subjects at once, as {@link #owe} does for one.
     *
     * @param subjects the records the deliveries are made from
     */
    default void oweAll(String kind, Collection<UUID> subjects) {
        oweAll(kind, subjects, 1);
    }

    /**
     * Owes a delivery of many subjects at once, as {@link #owe} does for one.
     *
     * @param subjects the records the deliveries are made from
     */
    default void oweAll(String kind, Collection<UUID> subjects, int occurrence) {
        subjects.forEach(it -> owe(kind, it, occurrence));
    }
}
