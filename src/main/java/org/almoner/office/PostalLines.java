package org.almoner.office;

import java.util.ArrayList;
import java.util.List;

/**
 * The postal address of an office, in parts.
 *
 * @param street name of the street, without the number
 * @param houseNumber number and what belongs to it
 * @param postcode as the country writes it
 * @param town town or city
 * @param region state or province where the country's addresses have one, otherwise {@code null}
 * @param country ISO 3166-1 alpha-2
 */
public record PostalLines(
        String street,
        String houseNumber,
        String postcode,
        String town,
        String region,
        String country) {

    /**
     * The lines of an envelope without name and country, in the order the country is used to:
     * street and number, then postcode and town.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        switch (country) {
            case "DE", "NL", "AT", "BE", "CH" -> {
                lines.add(street + " " + houseNumber);
                lines.add(postcode + " " + town);
            }
            case "GB" -> {
                lines.add(houseNumber + " " + street);
                lines.add(town);
                lines.add(postcode);
            }
            default -> {
                lines.add(houseNumber + " " + street);
                lines.add(region == null ? town + " " + postcode : townRegionPostcode());
            }
        }
        return List.copyOf(lines);
    }

    /** The whole address in one line, parts separated by commas, without the country. */
    public String oneLine() {
        return String.join(", ", lines());
    }

    private String townRegionPostcode() {
        String separator = "US".equals(country) ? ", " : " ";
        return town + separator + region + " " + postcode;
    }
}
