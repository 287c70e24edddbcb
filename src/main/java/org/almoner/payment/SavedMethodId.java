package org.almoner.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a saved method. The provider's idempotency key is derived from it. */
public record SavedMethodId(@JsonValue UUID value) implements NotifiesUs.Matter {

    public SavedMethodId {
        Objects.requireNonNull(value, "saved method id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
