package org.almoner.giving;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shape of {@code giving.yaml}; what its values must be is said by {@link GivingFileRules}. */
record GivingFile(
        @JsonProperty(required = true) Map<String, Map<String, String>> reasons,
        @JsonProperty(required = true) List<Entry> offices) {

    static final String NAME = "giving.yaml";

    record Entry(String office, List<Version> versions) {

        Entry {
            versions = versions == null ? List.of() : List.copyOf(versions);
        }
    }

    /** Terms from a day on. Amounts are in minor units of the office's currency. */
    record Version(
            LocalDate validFrom,
            List<Cadence> cadences,
            Map<Cadence, List<Long>> suggested,
            @JsonProperty(required = true) long smallest,
            @JsonProperty(required = true) long largest,
            List<Method> methods,
            List<DonorField> fields,
            Map<String, List<DonorField>> required,
            Map<DonorField, String> why) {

        Version {
            cadences = Objects.requireNonNullElse(cadences, List.of());
            suggested = Objects.requireNonNullElse(suggested, Map.of());
            methods = Objects.requireNonNullElse(methods, List.of());
            fields = Objects.requireNonNullElse(fields, List.of());
            required = Objects.requireNonNullElse(required, Map.of());
            why = Objects.requireNonNullElse(why, Map.of());
        }
    }

    record Method(PaymentMethod method, Long smallest, Long largest) {}
}
