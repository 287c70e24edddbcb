package org.almoner.office;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The shape of {@code offices.yaml}; what its values must be is said by {@link OfficesFileRules}.
 */
record OfficesFile(@JsonProperty(required = true) List<Entry> offices) {

    static final String NAME = "offices.yaml";

    record Entry(
            String code,
            Jurisdiction jurisdiction,
            String country,
            String currency,
            String zone,
            List<Version> versions,
            List<Notice> taxNotices,
            List<Limit> proofLimits) {

        Entry {
            versions = orEmpty(versions);
            taxNotices = orEmpty(taxNotices);
            proofLimits = orEmpty(proofLimits);
        }
    }

    record Version(
            LocalDate validFrom,
            @JsonProperty(required = true) boolean takesGifts,
            String legalName,
            Address address,
            List<String> locales,
            String defaultLocale,
            Sender sender,
            String website,
            List<Register> registrations,
            Account account,
            String taxYearStart,
            String signatoryPlace) {

        Version {
            locales = orEmpty(locales);
            registrations = orEmpty(registrations);
            address =
                    Objects.requireNonNullElse(address, new Address(null, null, null, null, null));
            sender = Objects.requireNonNullElse(sender, new Sender(null, null, null));
            account =
                    Objects.requireNonNullElse(
                            account, new Account(null, null, null, null, null, null));
        }
    }

    record Address(
            String street, String houseNumber, String postcode, String town, String region) {}

    record Register(RegistrationKind kind, String number, String authority) {}

    record Account(
            String holder,
            String iban,
            String bankCode,
            String accountNumber,
            String bic,
            String creditorIdentifier) {}

    record Notice(
            LocalDate validFrom,
            TaxNoticeKind kind,
            String taxOffice,
            String taxNumber,
            LocalDate dated,
            String assessmentPeriod,
            String purposes) {}

    record Limit(LocalDate validFrom, @JsonProperty(required = true) long minor) {}

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
