package org.almoner.donor;

/**
 * What a draft shows of the donor to whoever holds its token: enough to recognise one's own input
 * after a reload, too little to learn somebody else's.
 *
 * @param name {@code A… B…}
 * @param email {@code j…@e….org}
 * @param phone the last two digits; {@code null} when none was given
 */
public record MaskedDonor(
        String kind,
        String salutation,
        String name,
        String organisation,
        String email,
        String phone,
        String country) {

    /** Masks what a visitor wrote. */
    public static MaskedDonor of(DonorInput input) {
        PersonName name =
                new PersonName(Salutation.NEUTRAL, null, input.firstName(), input.lastName());
        String masked = name.masked();
        return new MaskedDonor(
                input.kind(),
                input.salutation(),
                masked.isEmpty() ? null : masked,
                Masking.firstLetter(input.organisation()),
                Masking.email(input.email()),
                Masking.phone(input.phone()),
                input.address() == null ? null : input.address().country());
    }
}
