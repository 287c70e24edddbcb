package org.almoner.office;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;

/**
 * The rows of the office tables, column by column, and how they travel to and from the database.
 */
final class OfficeRows {

    static final ObjectMapper COLUMNS =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    record OfficeRow(
            String code, Jurisdiction jurisdiction, String country, String currency, String zone) {}

    /** A version; its registrations have a table of their own but belong to its hash. */
    record VersionRow(
            String office,
            LocalDate validFrom,
            boolean takesGifts,
            String legalName,
            String street,
            String houseNumber,
            String postcode,
            String town,
            String region,
            List<String> locales,
            String defaultLocale,
            String senderName,
            String senderAddress,
            String replyTo,
            String website,
            String accountHolder,
            String iban,
            String bankCode,
            String accountNumber,
            String bic,
            String creditorIdentifier,
            String taxYearStart,
            String signatoryPlace,
            List<OfficesFile.Register> registrations) {}

    record RegistrationRow(
            String office,
            LocalDate validFrom,
            RegistrationKind kind,
            String number,
            String authority) {}

    record NoticeRow(
            String office,
            LocalDate validFrom,
            TaxNoticeKind kind,
            String taxOffice,
            String taxNumber,
            LocalDate dated,
            String assessmentPeriod,
            String purposes) {}

    record LimitRow(String office, LocalDate validFrom, long minor) {}

    private OfficeRows() {}

    static OfficeRow office(OfficesFile.Entry entry) {
        return new OfficeRow(
                entry.code(),
                entry.jurisdiction(),
                entry.country(),
                entry.currency(),
                entry.zone());
    }

    static List<EffectiveRows.Row> versions(OfficesFile.Entry entry) {
        return entry.versions().stream()
                .map(it -> row(entry.code(), it.validFrom(), version(entry.code(), it)))
                .toList();
    }

    static List<EffectiveRows.Row> notices(OfficesFile.Entry entry) {
        return entry.taxNotices().stream()
                .map(it -> row(entry.code(), it.validFrom(), COLUMNS.valueToTree(it)))
                .toList();
    }

    static List<EffectiveRows.Row> limits(OfficesFile.Entry entry) {
        return entry.proofLimits().stream()
                .map(it -> row(entry.code(), it.validFrom(), COLUMNS.valueToTree(it)))
                .toList();
    }

    static List<RegistrationRow> registrations(OfficesFile.Entry entry) {
        return entry.versions().stream()
                .flatMap(
                        version ->
                                version.registrations().stream()
                                        .map(it -> registration(entry, version, it)))
                .toList();
    }

    private static RegistrationRow registration(
            OfficesFile.Entry entry, OfficesFile.Version version, OfficesFile.Register it) {
        return new RegistrationRow(
                entry.code(), version.validFrom(), it.kind(), it.number(), it.authority());
    }

    private static EffectiveRows.Row row(String office, LocalDate validFrom, ObjectNode content) {
        content.remove(List.of("office", "valid_from"));
        return new EffectiveRows.Row(office, validFrom, content);
    }

    private static ObjectNode version(String office, OfficesFile.Version it) {
        VersionRow row =
                new VersionRow(
                        office,
                        it.validFrom(),
                        it.takesGifts(),
                        it.legalName(),
                        it.address().street(),
                        it.address().houseNumber(),
                        it.address().postcode(),
                        it.address().town(),
                        it.address().region(),
                        it.locales(),
                        it.defaultLocale(),
                        it.sender().name(),
                        it.sender().address(),
                        it.sender().replyTo(),
                        it.website(),
                        it.account().holder(),
                        it.account().iban(),
                        it.account().bankCode(),
                        it.account().accountNumber(),
                        it.account().bic(),
                        it.account().creditorIdentifier(),
                        it.taxYearStart(),
                        it.signatoryPlace(),
                        it.registrations());
        return COLUMNS.valueToTree(row);
    }
}
