package org.almoner.portal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.Set;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorInput.AddressInput;
import org.almoner.donor.PersonName;
import org.almoner.donor.PresentContact;
import org.almoner.problem.DomainProblem;

/**
 * The body of a change of contact data. What is not named stays; what is named {@code null} goes.
 * Fields instead of a record, because a record's reader cannot tell the two apart.
 */
final class ContactChanges {

    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");

    @JsonProperty private Optional<String> salutation;
    @JsonProperty private Optional<String> title;
    @JsonProperty private Optional<String> firstName;
    @JsonProperty private Optional<String> lastName;
    @JsonProperty private Optional<String> organisation;
    @JsonProperty private Optional<String> phone;
    @JsonProperty private Optional<AddressInput> address;
    @JsonProperty private Optional<String> locale;

    /** What a donor would write today who is known as this and wants these changes. */
    DonorInput over(DonorDetails known) {
        PersonName person = known.person();
        return new DonorInput(
                known.kind().name(),
                named(salutation, person == null ? null : person.salutation().name()),
                named(title, person == null ? null : person.title()),
                named(firstName, person == null ? null : person.firstName()),
                named(lastName, person == null ? null : person.lastName()),
                named(organisation, known.organisation()),
                known.email().value(),
                named(phone, known.phone() == null ? null : known.phone().e164()),
                named(address, AddressInput.of(known.address())));
    }

    /**
     * The language of mails from now on.
     *
     * @throws DomainProblem when it is none that mails are written in
     */
    String locale(PresentContact known) {
        String wanted = named(locale, known.locale());
        if (wanted == null || !LOCALES.contains(wanted)) {
            throw DomainProblem.invalid("/locale", "unknown_value", "One of de, en, nl and fr.");
        }
        return wanted;
    }

    private static <T> T named(Optional<T> change, T known) {
        return change == null ? known : change.orElse(null);
    }

    @Override
    public String toString() {
        return "ContactChanges[…]";
    }
}
