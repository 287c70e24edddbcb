package org.almoner.giftaid;

import java.time.LocalDate;
import java.util.List;

/** The shape of {@code gift-aid.yaml}. */
record GiftAidFile(List<Entry> offices) {

    static final String NAME = "gift-aid.yaml";

    GiftAidFile {
        offices = offices == null ? List.of() : List.copyOf(offices);
    }

    record Entry(String office, List<Version> versions) {

        Entry {
            versions = versions == null ? List.of() : List.copyOf(versions);
        }
    }

    record Version(
            LocalDate validFrom,
            String accountingYearStarts,
            Integer claimYears,
            Integer lookBackYears,
            Integer warnDays,
            String warn) {}
}
