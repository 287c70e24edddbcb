package org.almoner.donor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a donor: a person or organisation, never merely an e-mail address. */
public record DonorId(@JsonValue UUID value) {

    public DonorId {
        Objects.requireNonNull(value, "donor id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
