package org.almoner.portal;

import java.time.Instant;
import java.util.List;
import org.almoner.account.ContactView;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorKind;
import org.almoner.donor.PersonName;
import org.almoner.donor.PostalAddress;
import org.almoner.donor.Salutation;

/**
 * A donor's contact data as he sees them.
 *
 * @param email where mails go
 * @param emails with which he signs in, proved last first
 * @param pendingEmail masked; {@code null} when none waits for its confirmation
 */
record Profile(
        DonorKind kind,
        Salutation salutation,
        String title,
        String firstName,
        String lastName,
        String organisation,
        String phone,
        PostalAddress address,
        String locale,
        String email,
        List<Email> emails,
        String pendingEmail) {

    /** An address that was proved. */
    record Email(String email, Instant provedAt) {

        @Override
        public String toString() {
            return "Email";
        }
    }

    static Profile of(ContactView person) {
        DonorDetails details = person.contact().details();
        PersonName name = details.person();
        return new Profile(
                details.kind(),
                name == null ? null : name.salutation(),
                name == null ? null : name.title(),
                name == null ? null : name.firstName(),
                name == null ? null : name.lastName(),
                details.organisation(),
                details.phone() == null ? null : details.phone().e164(),
                details.address(),
                person.contact().locale(),
                person.email().value(),
                person.addresses().stream()
                        .map(it -> new Email(it.address().value(), it.provedAt()))
                        .toList(),
                person.pending() == null ? null : person.pending().masked());
    }

    @Override
    public String toString() {
        return "Profile";
    }
}
