package org.almoner.donor;

/**
 * What a visitor writes about himself in the wizard's second step, exactly as it came: nothing here
 * is checked, {@link DonorRules} does that. Prints without its content.
 *
 * @param kind {@code PERSON} or {@code ORGANISATION}
 * @param salutation {@code MR}, {@code MS} or {@code NEUTRAL}; may be {@code null}
 * @param title academic or other title, such as {@code Dr.}; may be {@code null}
 * @param firstName needed for a person; for an organisation the contact's, may be {@code null}
 * @param lastName needed for a person; for an organisation the contact's, may be {@code null}
 * @param organisation name of the church, company or association; only for organisations
 * @param email where the receipt goes
 * @param phone may be {@code null}
 */
public record DonorInput(
        String kind,
        String salutation,
        String title,
        String firstName,
        String lastName,
        String organisation,
        String email,
        String phone,
        AddressInput address) {

    /**
     * A postal address as it came.
     *
     * @param houseNumber may be {@code null} where the country does without
     * @param postcode may be {@code null} where the country has none
     * @param country ISO 3166-1 alpha-2
     * @param region state, province or territory; may be {@code null} where the country's mail does
     *     not need it
     * @param extra a second line, such as flat, floor or c/o; may be {@code null}
     */
    public record AddressInput(
            String street,
            String houseNumber,
            String postcode,
            String town,
            String country,
            String region,
            String extra) {

        /** An address as it would be written again. */
        public static AddressInput of(PostalAddress address) {
            return new AddressInput(
                    address.street(),
                    address.houseNumber(),
                    address.postcode(),
                    address.town(),
                    address.country(),
                    address.region(),
                    address.extra());
        }

        @Override
        public String toString() {
            return "AddressInput[…]";
        }
    }

    @Override
    public String toString() {
        return "DonorInput[…]";
    }
}
