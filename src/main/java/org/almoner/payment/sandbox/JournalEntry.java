package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** A fact in the simulator's journal. The newest fact about a thing counts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.PaymentStands.class, name = "PAYMENT"),
    @JsonSubTypes.Type(value = JournalEntry.MethodStands.class, name = "METHOD"),
    @JsonSubTypes.Type(value = JournalEntry.KeyAnswered.class, name = "ANSWER"),
    @JsonSubTypes.Type(value = JournalEntry.KeyCalled.class, name = "CALL"),
    @JsonSubTypes.Type(value = JournalEntry.PlanStands.class, name = "PLAN"),
    @JsonSubTypes.Type(value = JournalEntry.EventHappened.class, name = "EVENT"),
    @JsonSubTypes.Type(value = JournalEntry.DeliveryStands.class, name = "DELIVERY")
})
sealed interface JournalEntry {

    /** A payment is made or has changed. */
    record PaymentStands(SimulatedPayment payment) implements JournalEntry {}

    /** A method is saved or has changed. */
    record MethodStands(SimulatedMethod method) implements JournalEntry {}

    /** A key has its answer; the print is a hash of the call it belongs to. */
    record KeyAnswered(String key, String print, int status, String body, Instant at)
            implements JournalEntry {}

    /** A call came with this key. */
    record KeyCalled(String key) implements JournalEntry {}

    /** Something is to be done to a payment or method at a time, or is done. */
    record PlanStands(String id, PlannedAct act, String ref, Instant due, boolean done)
            implements JournalEntry {}

    /** Something happened that the merchant is told. */
    record EventHappened(
            String id, String type, Instant created, String ref, String merchantReference)
            implements JournalEntry {}

    /** How far the telling is; {@code next} is {@code null} when it is over. */
    record DeliveryStands(String id, String event, int attempts, Instant next, DeliveryFate fate)
            implements JournalEntry {}

    /** What became of a delivery. */
    enum DeliveryFate {
        OPEN,
        TAKEN,
        DROPPED,
        GIVEN_UP
    }
}
