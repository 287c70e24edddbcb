package org.almoner.donor;

import org.almoner.donor.DonorInput.AddressInput;

/** Invented donors, and the same ones with one thing changed. */
final class DonorInputs {

    private DonorInputs() {}

    static DonorInput anna() {
        return new DonorInput(
                "PERSON",
                "MS",
                "Dr.",
                "Anna",
                "Beispiel",
                null,
                "anna@example.org",
                "030 901820",
                berlin());
    }

    static DonorInput church() {
        return new DonorInput(
                "ORGANISATION",
                null,
                null,
                null,
                null,
                "Beispielgemeinde Musterstadt",
                "kasse@example.org",
                null,
                berlin());
    }

    static AddressInput berlin() {
        return new AddressInput("Musterstraße", "1a", "10115", "Berlin", "DE", null, null);
    }

    static DonorInput named(String firstName, String lastName) {
        DonorInput a = anna();
        return new DonorInput(
                a.kind(), null, null, firstName, lastName, null, a.email(), null, a.address());
    }

    static DonorInput at(AddressInput address) {
        DonorInput a = anna();
        return new DonorInput(
                a.kind(), null, null, a.firstName(), a.lastName(), null, a.email(), null, address);
    }

    static AddressInput address(String country, String postcode, String region) {
        return new AddressInput("Street", "1", postcode, "Town", country, region, null);
    }
}
