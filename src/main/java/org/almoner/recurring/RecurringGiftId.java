package org.almoner.recurring;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a recurring gift. */
public record RecurringGiftId(@JsonValue UUID value) {

    public RecurringGiftId {
        Objects.requireNonNull(value, "recurring gift id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
