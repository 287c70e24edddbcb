package org.almoner.donation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a gift. */
public record DonationId(@JsonValue UUID value) {

    public DonationId {
        Objects.requireNonNull(value, "donation id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
