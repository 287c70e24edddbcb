package org.almoner.account;

import java.util.Locale;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorKind;
import org.almoner.donor.PersonName;

/**
 * By what two rows with one address are taken for the same person: kind and name, whatever the
 * case, blanks and titles. People who share a mailbox have different names.
 */
record Face(DonorKind kind, String name) {

    static Face of(DonorDetails donor) {
        PersonName person = donor.person();
        String name = donor.organisation();
        if (name == null) {
            name = person == null ? "-" : person.firstName() + " " + person.lastName();
        }
        return new Face(
                donor.kind(), name.strip().replaceAll("[\\s-]+", " ").toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "Face";
    }
}
