package org.almoner.donor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.almoner.donor.DonorInput.AddressInput;

/** Reads a postal address by the rules of its country. */
final class AddressCheck {

    /** Where a street without number reaches nobody; a number within the street does as well. */
    private static final Set<String> HOUSE_NUMBER_NEEDED = Set.of("DE", "NL", "AT", "CH", "BE");

    private static final Set<String> COUNTRIES = Set.of(java.util.Locale.getISOCountries());

    private final FieldReader fields;

    AddressCheck(FieldReader fields) {
        this.fields = fields;
    }

    /** Whether letters can be sent there: an ISO 3166-1 alpha-2 code, or Kosovo's {@code XK}. */
    static boolean isCountry(String code) {
        return code != null && (COUNTRIES.contains(code) || code.equals("XK"));
    }

    /** Pointers to the parts that an address in that country needs. */
    static Set<String> requiredParts(String country) {
        Set<String> parts = new LinkedHashSet<>(List.of("/address/street"));
        if (HOUSE_NUMBER_NEEDED.contains(country)) {
            parts.add("/address/houseNumber");
        }
        if (Postcodes.areNeededIn(country)) {
            parts.add("/address/postcode");
        }
        parts.add("/address/town");
        if (CountryRegions.areNeededIn(country)) {
            parts.add("/address/region");
        }
        parts.add("/address/country");
        return parts;
    }

    /** The address; incomplete when something was refused. */
    PostalAddress read(AddressInput input) {
        String country = fields.required("/address/country", input.country(), 2);
        if (country != null && !isCountry(country)) {
            fields.refuse(
                    "/address/country", "unknown_country", "Not an ISO 3166-1 alpha-2 country");
            country = null;
        }
        String street = fields.required("/address/street", input.street(), 150);
        String houseNumber = fields.free("/address/houseNumber", input.houseNumber(), 20);
        if (street != null
                && input.houseNumber() == null
                && HOUSE_NUMBER_NEEDED.contains(String.valueOf(country))
                && street.codePoints().noneMatch(Character::isDigit)) {
            fields.refuse("/address/houseNumber", "required", "This field is needed");
        }
        return new PostalAddress(
                street,
                houseNumber,
                postcode(country, input.postcode()),
                fields.required("/address/town", input.town(), 100),
                country,
                region(country, input.region()),
                fields.free("/address/extra", input.extra(), 150));
    }

    private String postcode(String country, String value) {
        String pointer = "/address/postcode";
        String text =
                country != null && Postcodes.areNeededIn(country)
                        ? fields.required(pointer, value, 16)
                        : fields.free(pointer, value, 16);
        if (text == null || country == null) {
            return null;
        }
        String spelled = Postcodes.spelled(country, text).orElse(null);
        if (spelled == null) {
            fields.refuse(pointer, "postcode_shape", "Not a postcode of this country");
        }
        return spelled;
    }

    private String region(String country, String value) {
        String pointer = "/address/region";
        if (country == null || !CountryRegions.areNeededIn(country)) {
            return fields.free(pointer, value, 100);
        }
        String text = fields.required(pointer, value, 100);
        if (text == null) {
            return null;
        }
        String code = CountryRegions.code(country, text).orElse(null);
        if (code == null) {
            fields.refuse(
                    pointer, "unknown_region", "Not a state, province or territory of the country");
        }
        return code;
    }
}
