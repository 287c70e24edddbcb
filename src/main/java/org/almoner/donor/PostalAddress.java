package org.almoner.donor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A postal address that follows its country's rules. Prints only its country.
 *
 * @param houseNumber {@code null} when it is part of the street or the place does without
 * @param postcode in the country's usual spelling; {@code null} where the country has none
 * @param country ISO 3166-1 alpha-2
 * @param region code of state, province or territory where the mail needs it, else {@code null}
 * @param extra second line; {@code null} when there is none
 */
public record PostalAddress(
        String street,
        String houseNumber,
        String postcode,
        String town,
        String country,
        String region,
        String extra) {

    private static final Set<String> NUMBER_FIRST =
            Set.of("GB", "IE", "US", "CA", "AU", "NZ", "FR", "LU", "ZA", "IN", "SG", "HK");
    private static final Set<String> POSTCODE_LAST = Set.of("GB", "US", "CA", "AU", "IE", "NZ");

    /** The lines under the name on an envelope, without the country's name. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (extra != null) {
            lines.add(extra);
        }
        if (houseNumber == null) {
            lines.add(street);
        } else {
            lines.add(
                    NUMBER_FIRST.contains(country)
                            ? houseNumber + " " + street
                            : street + " " + houseNumber);
        }
        lines.add(POSTCODE_LAST.contains(country) ? join(town, region, postcode) : townLine());
        return List.copyOf(lines);
    }

    private String townLine() {
        return region == null ? join(postcode, town) : join(postcode, town, region);
    }

    private static String join(String... parts) {
        return java.util.Arrays.stream(parts)
                .filter(java.util.Objects::nonNull)
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "PostalAddress[" + country + "]";
    }
}
