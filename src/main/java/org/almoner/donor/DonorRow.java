package org.almoner.donor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.office.OfficeCode;

/** How a donor's data lie in the table. */
final class DonorRow {

    /** The personal columns, in the order of {@link #values}. */
    static final List<String> COLUMNS =
            List.of(
                    "kind",
                    "salutation",
                    "title",
                    "first_name",
                    "last_name",
                    "organisation",
                    "email",
                    "phone",
                    "street",
                    "house_number",
                    "extra",
                    "postcode",
                    "town",
                    "region",
                    "country");

    /**
     * Rows as the person is to be addressed today: what the account says lies over what the row
     * says, whole and not field by field. Two joins by primary key, so that looking up one donor or
     * a list of them stays a look-up.
     */
    static final String PRESENT =
            "SELECT d.id, d.office_code"
                    + Stream.concat(Stream.of("locale"), COLUMNS.stream())
                            .map(DonorRow::overlaid)
                            .collect(Collectors.joining())
                    + " FROM donor d LEFT JOIN account_donor m ON m.donor_id = d.id"
                    + " LEFT JOIN account_contact c ON c.account_id = m.account_id WHERE ";

    /** Rows as they were written. */
    static final String AS_WRITTEN = "SELECT d.* FROM donor d WHERE ";

    private DonorRow() {}

    private static String overlaid(String column) {
        return ", CASE WHEN c.account_id IS NULL THEN d.%1$s ELSE c.%1$s END AS %1$s"
                .formatted(column);
    }

    /** The personal values, in the order of {@link #COLUMNS}. */
    static List<String> values(DonorDetails details) {
        PersonName person = details.person();
        PostalAddress address = details.address();
        return Arrays.asList(
                details.kind().name(),
                person == null ? null : person.salutation().name(),
                person == null ? null : person.title(),
                person == null ? null : person.firstName(),
                person == null ? null : person.lastName(),
                details.organisation(),
                details.email().value(),
                details.phone() == null ? null : details.phone().e164(),
                address.street(),
                address.houseNumber(),
                address.extra(),
                address.postcode(),
                address.town(),
                address.region(),
                address.country());
    }

    /**
     * SHA-256 over the values, each with its length before it, so that no two lists of values look
     * the same when put in a row.
     */
    static String identityHash(List<String> values) {
        StringBuilder canonical = new StringBuilder();
        for (String value : values) {
            canonical.append(value == null ? "-" : value.length() + ":" + value).append('|');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads a row that has all columns. */
    static DonorView read(ResultSet row) throws SQLException {
        return new DonorView(
                new DonorId(row.getObject("id", UUID.class)),
                new OfficeCode(row.getString("office_code")),
                row.getString("locale"),
                details(row));
    }

    /** Reads the personal columns. */
    static DonorDetails details(ResultSet row) throws SQLException {
        String lastName = row.getString("last_name");
        PersonName person =
                lastName == null
                        ? null
                        : new PersonName(
                                Salutation.valueOf(row.getString("salutation")),
                                row.getString("title"),
                                row.getString("first_name"),
                                lastName);
        EmailAddress email = new EmailAddress(row.getString("email"));
        String number = row.getString("phone");
        PhoneNumber phone = number == null ? null : new PhoneNumber(number);
        PostalAddress address = address(row);
        return switch (DonorKind.valueOf(row.getString("kind"))) {
            case PERSON -> new DonorDetails.Person(person, email, phone, address);
            case ORGANISATION ->
                    new DonorDetails.Organisation(
                            row.getString("organisation"), person, email, phone, address);
            case ERASED -> new DonorDetails.Erased(email, address);
        };
    }

    private static PostalAddress address(ResultSet row) throws SQLException {
        return new PostalAddress(
                row.getString("street"),
                row.getString("house_number"),
                row.getString("postcode"),
                row.getString("town"),
                row.getString("country"),
                row.getString("region"),
                row.getString("extra"));
    }
}
