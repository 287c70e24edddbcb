package org.almoner.handover;

import java.util.LinkedHashMap;
import java.util.Map;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorView;
import org.almoner.donor.PersonName;
import org.almoner.donor.PostalAddress;

/**
 * Who somebody is and how he is reached today: all that ever leaves an office. No gift, no payment,
 * no note.
 *
 * @param kind {@code PERSON} or {@code ORGANISATION}
 * @param language of mails: {@code de}, {@code en}, {@code nl} or {@code fr}
 */
public record HandedPerson(
        String kind,
        String salutation,
        String title,
        String firstName,
        String lastName,
        String organisation,
        String email,
        String phone,
        String street,
        String houseNumber,
        String extra,
        String postcode,
        String town,
        String region,
        String country,
        String language) {

    static HandedPerson of(DonorView view) {
        DonorDetails details = view.details();
        PersonName name = details.person();
        PostalAddress address = details.address();
        return new HandedPerson(
                details.kind().name(),
                name == null ? null : name.salutation().name(),
                name == null ? null : name.title(),
                name == null ? null : name.firstName(),
                name == null ? null : name.lastName(),
                details.organisation(),
                details.email().value(),
                details.phone() == null ? null : details.phone().e164(),
                address.street(),
                address.houseNumber(),
                address.extra(),
                address.postcode(),
                address.town(),
                address.region(),
                address.country(),
                view.locale());
    }

    /** What is there, by name, in the order in which it is sent. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("salutation", salutation);
        fields.put("title", title);
        fields.put("firstName", firstName);
        fields.put("lastName", lastName);
        fields.put("organisation", organisation);
        fields.put("email", email);
        fields.put("phone", phone);
        fields.put("street", street);
        fields.put("houseNumber", houseNumber);
        fields.put("extra", extra);
        fields.put("postcode", postcode);
        fields.put("town", town);
        fields.put("region", region);
        fields.put("country", country);
        fields.put("language", language);
        fields.values().removeIf(java.util.Objects::isNull);
        return fields;
    }

    @Override
    public String toString() {
        return "HandedPerson[" + country + "]";
    }
}
