package org.almoner.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies one attempt to be paid. The provider's idempotency key is derived from it. */
public record PaymentId(@JsonValue UUID value) implements NotifiesUs.Matter {

    public PaymentId {
        Objects.requireNonNull(value, "payment id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
