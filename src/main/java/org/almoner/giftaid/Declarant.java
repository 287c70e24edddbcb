package org.almoner.giftaid;

import java.util.List;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.PersonName;

/**
 * Who declared: name and home address as they were declared. Prints without them.
 *
 * @param title may be {@code null}
 * @param address lines under the name, without the country
 * @param postcode {@code null} where the country has none
 * @param country ISO 3166-1 alpha-2
 */
public record Declarant(
        String title,
        String firstName,
        String lastName,
        List<String> address,
        String postcode,
        String country) {

    public Declarant {
        address = address == null ? List.of() : List.copyOf(address);
    }

    static Declarant of(DonorDetails donor) {
        PersonName name = donor.person();
        return new Declarant(
                name.title(),
                name.firstName(),
                name.lastName(),
                donor.address().lines(),
                donor.address().postcode(),
                donor.address().country());
    }

    @Override
    public String toString() {
        return "Declarant[" + country + "]";
    }
}
