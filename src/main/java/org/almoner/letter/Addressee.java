package org.almoner.letter;

import org.almoner.donor.DonorDetails;
import org.almoner.donor.PersonName;
import org.almoner.donor.Salutation;

/**
 * To whom a mail goes, as the donor wrote it that day. Prints nothing of it.
 *
 * @param salutation {@code NEUTRAL} when the donor named none
 * @param title {@code null} when there is none
 * @param firstName {@code null} when there is none
 * @param lastName {@code null} for an organisation without a contact
 * @param organisation {@code null} for a person
 */
public record Addressee(
        Salutation salutation,
        String title,
        String firstName,
        String lastName,
        String organisation,
        String email) {

    /** As the donor is known today. */
    public static Addressee of(DonorDetails donor) {
        PersonName person = donor.person();
        return new Addressee(
                person == null ? Salutation.NEUTRAL : person.salutation(),
                person == null ? null : person.title(),
                person == null ? null : person.firstName(),
                person == null ? null : person.lastName(),
                donor.organisation(),
                donor.email().value());
    }

    /** Somebody of an organisation who is written to by its name alone. */
    public static Addressee of(String organisation, String email) {
        return new Addressee(Salutation.NEUTRAL, null, null, null, organisation, email);
    }

    @Override
    public String toString() {
        return "Addressee";
    }
}
