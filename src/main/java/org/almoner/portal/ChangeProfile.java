package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.Objects;
import org.almoner.access.CurrentDonor;
import org.almoner.account.ChangeContact;
import org.almoner.account.ContactView;
import org.almoner.account.ShowContact;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorRules;
import org.almoner.donor.PersonName;
import org.almoner.donor.PresentContact;

/**
 * Lets a donor change his contact data by himself: everything but the kind, which decides about
 * documents, and the mail address, which only its mailbox can confirm.
 */
@Singleton
class ChangeProfile {

    private final ShowContact shown;
    private final ChangeContact change;
    private final CurrentDonor donor;

    ChangeProfile(ShowContact shown, ChangeContact change, CurrentDonor donor) {
        this.shown = shown;
        this.change = change;
        this.donor = donor;
    }

    /**
     * Changes what is named; names and postal addresses stand in tax documents, so these need a
     * fresh sign-in.
     *
     * @param version that was seen; {@code null} when any will do
     */
    ContactView change(Integer version, ContactChanges wanted) {
        ContactView seen = shown.of(donor.account());
        if (version != null && version != seen.version()) {
            throw ChangeContact.stale();
        }
        DonorDetails before = seen.contact().details();
        DonorDetails details = DonorRules.check(wanted.over(before));
        PresentContact contact = new PresentContact(details, wanted.locale(seen.contact()));
        if (contact.equals(seen.contact())) {
            return seen;
        }
        if (!details.address().equals(before.address()) || !sameName(details, before)) {
            donor.requireFresh();
        }
        change.change(donor.account(), seen, contact);
        return shown.of(donor.account());
    }

    private static boolean sameName(DonorDetails one, DonorDetails other) {
        return Objects.equals(one.organisation(), other.organisation())
                && Objects.equals(name(one.person()), name(other.person()));
    }

    private static String name(PersonName person) {
        return person == null ? null : person.firstName() + "|" + person.lastName();
    }
}
