package org.almoner.office;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;

/** Reads the offices of the database, all versions at once: they are few. */
final class OfficeTables {

    private final List<OfficeRows.OfficeRow> offices;
    private final List<OfficeRows.VersionRow> versions;
    private final List<OfficeRows.RegistrationRow> registrations;
    private final List<OfficeRows.NoticeRow> notices;
    private final List<OfficeRows.LimitRow> limits;

    private OfficeTables(Connection connection) throws SQLException {
        offices = rows(connection, "office", OfficeRows.OfficeRow.class);
        versions = rows(connection, "office_version", OfficeRows.VersionRow.class);
        registrations = rows(connection, "office_registration", OfficeRows.RegistrationRow.class);
        notices = rows(connection, "office_tax_notice", OfficeRows.NoticeRow.class);
        limits = rows(connection, "office_proof_limit", OfficeRows.LimitRow.class);
    }

    static Map<OfficeCode, OfficeHistory> read(Connection connection) throws SQLException {
        OfficeTables tables = new OfficeTables(connection);
        Map<OfficeCode, OfficeHistory> histories = new HashMap<>();
        for (OfficeRows.OfficeRow office : tables.offices) {
            Map<LocalDate, Office> byDay = new HashMap<>();
            for (OfficeRows.VersionRow version : tables.versions) {
                if (version.office().equals(office.code())) {
                    byDay.put(version.validFrom(), tables.assemble(office, version));
                }
            }
            histories.put(
                    new OfficeCode(office.code()),
                    new OfficeHistory(ZoneId.of(office.zone()), byDay));
        }
        return histories;
    }

    static List<OfficeRows.OfficeRow> offices(Connection connection) throws SQLException {
        return rows(connection, "office", OfficeRows.OfficeRow.class);
    }

    private Office assemble(OfficeRows.OfficeRow office, OfficeRows.VersionRow version) {
        return new Office(
                new OfficeCode(office.code()),
                office.jurisdiction(),
                office.country(),
                Currency.getInstance(office.currency()),
                ZoneId.of(office.zone()),
                version.takesGifts(),
                version.legalName(),
                new PostalLines(
                        version.street(),
                        version.houseNumber(),
                        version.postcode(),
                        version.town(),
                        version.region(),
                        office.country()),
                version.locales().stream().map(Locale::forLanguageTag).toList(),
                Locale.forLanguageTag(version.defaultLocale()),
                new Sender(version.senderName(), version.senderAddress(), version.replyTo()),
                URI.create(version.website()),
                registrationsOf(version),
                account(version),
                MonthDay.parse("--" + version.taxYearStart()),
                version.signatoryPlace(),
                noticesOf(office),
                limitsOf(office));
    }

    private static BankAccount account(OfficeRows.VersionRow version) {
        return new BankAccount(
                version.accountHolder(),
                Optional.ofNullable(version.iban()),
                Optional.ofNullable(version.bankCode()),
                Optional.ofNullable(version.accountNumber()),
                Optional.ofNullable(version.bic()),
                Optional.ofNullable(version.creditorIdentifier()));
    }

    private List<Registration> registrationsOf(OfficeRows.VersionRow version) {
        return registrations.stream()
                .filter(it -> it.office().equals(version.office()))
                .filter(it -> it.validFrom().equals(version.validFrom()))
                .sorted(Comparator.comparing(OfficeRows.RegistrationRow::kind))
                .map(it -> new Registration(it.kind(), it.number(), it.authority()))
                .toList();
    }

    private List<TaxNotice> noticesOf(OfficeRows.OfficeRow office) {
        return notices.stream()
                .filter(it -> it.office().equals(office.code()))
                .map(
                        it ->
                                new TaxNotice(
                                        it.kind(),
                                        it.taxOffice(),
                                        it.taxNumber(),
                                        it.dated(),
                                        Optional.ofNullable(it.assessmentPeriod()),
                                        it.purposes(),
                                        it.validFrom()))
                .sorted(Comparator.comparing(TaxNotice::validFrom))
                .toList();
    }

    private List<ProofLimit> limitsOf(OfficeRows.OfficeRow office) {
        return limits.stream()
                .filter(it -> it.office().equals(office.code()))
                .map(it -> new ProofLimit(it.validFrom(), Money.of(it.minor(), office.currency())))
                .sorted(Comparator.comparing(ProofLimit::validFrom))
                .toList();
    }

    private static <T> List<T> rows(Connection connection, String table, Class<T> shape)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT to_jsonb(t)::text FROM " + table + " t");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(OfficeRows.COLUMNS.readValue(row.getString(1), shape));
            }
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Table " + table + " cannot be read", unreadable);
        }
        return rows;
    }
}
