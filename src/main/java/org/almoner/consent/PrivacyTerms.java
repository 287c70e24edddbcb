package org.almoner.consent;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Office;
import org.almoner.office.Offices;

/**
 * What each office says of its handling of personal data, and how long it keeps answers for proof.
 * Read at start-up from {@code privacy.yaml} and {@code retention.yaml}; a mistake in the first
 * stops the start.
 */
@Singleton
class PrivacyTerms {

    private static final int AFTER_OFFICES = 110;
    private static final String PERIODS = "retention.yaml";

    private final CatalogueFiles files;
    private final Offices offices;
    private volatile Map<String, PrivacyFile.Entry> entries = Map.of();
    private volatile List<Period> periods = List.of();

    PrivacyTerms(CatalogueFiles files, Offices offices) {
        this.files = files;
        this.offices = offices;
    }

    /** The schedule of {@code erasure}, as far as it is about answers; one truth for both. */
    private record Schedule(List<Period> rules) {}

    private record Period(
            String data,
            Set<String> countries,
            Integer years,
            Integer months,
            String countedFrom,
            String law,
            String source,
            Boolean confirm) {

        boolean isFor(String country) {
            return countries == null ? country == null : countries.contains(country);
        }

        String words() {
            String length =
                    "P" + (years == null ? "" : years + "Y") + (months == null ? "" : months + "M");
            String from =
                    switch (countedFrom) {
                        case "CALENDAR_YEAR" -> "from the end of the calendar year";
                        case "TAX_YEAR" -> "from the end of the tax year";
                        default -> "from the last use";
                    };
            return length + " " + from + " (" + law + ")";
        }
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        PrivacyFile file = files.read(PrivacyFile.NAME, PrivacyFile.class);
        file.check(offices.all().stream().map(it -> it.code().value()).collect(Collectors.toSet()));
        entries =
                file.offices().stream()
                        .collect(Collectors.toMap(PrivacyFile.Entry::office, Function.identity()));
        periods =
                files.read(PERIODS, Schedule.class).rules().stream()
                        .filter(it -> it.data().equals("CONSENT"))
                        .toList();
    }

    /**
     * What an office says of its handling of personal data.
     *
     * @throws IllegalStateException for an office that came after the start without its entry
     */
    PrivacyFile.Entry of(Office office) {
        PrivacyFile.Entry entry = entries.get(office.code().value());
        if (entry == null) {
            throw new IllegalStateException(
                    "There is nothing about " + office.code() + " in " + PrivacyFile.NAME);
        }
        return entry;
    }

    /** How long an office keeps answers for proof after they ended, in words. */
    String proof(Office office) {
        return periods.stream()
                .filter(it -> it.isFor(office.country()))
                .findFirst()
                .or(() -> periods.stream().filter(it -> it.isFor(null)).findFirst())
                .map(Period::words)
                .orElse("as long as claims are possible");
    }
}
