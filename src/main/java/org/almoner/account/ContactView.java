package org.almoner.account;

import java.util.List;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.PresentContact;
import org.almoner.office.OfficeCode;

/**
 * How a person is addressed and reached today.
 *
 * @param office the office whose donor the person was last
 * @param version counts changes, 0 before the first; the strong validator of edits
 * @param addresses by which the person signs in, proved last first
 * @param pending an address that waits for its confirmation; {@code null} for none
 */
public record ContactView(
        PresentContact contact,
        OfficeCode office,
        int version,
        List<ProvedAddress> addresses,
        EmailAddress pending) {

    public ContactView {
        addresses = List.copyOf(addresses);
    }

    /** Where mails go. */
    public EmailAddress email() {
        return contact.details().email();
    }

    @Override
    public String toString() {
        return "ContactView";
    }
}
