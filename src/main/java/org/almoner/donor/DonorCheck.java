package org.almoner.donor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.almoner.problem.Violation;

/** One pass over a visitor's input: every field is read, and everything wrong is kept. */
final class DonorCheck {

    private static final DonorKind[] GIVING = {DonorKind.PERSON, DonorKind.ORGANISATION};

    private final FieldReader fields = new FieldReader();
    private final DonorDetails details;

    DonorCheck(DonorInput input) {
        DonorKind kind = oneOf(GIVING, "/kind", input.kind(), true);
        boolean isPerson = kind != DonorKind.ORGANISATION;
        PersonName person = person(input, isPerson);
        String organisation = organisation(input, isPerson);
        EmailAddress email = email(input.email());
        PostalAddress address = address(input);
        PhoneNumber phone = phone(input.phone(), address);
        this.details =
                isPerson
                        ? new DonorDetails.Person(person, email, phone, address)
                        : new DonorDetails.Organisation(
                                organisation, person, email, phone, address);
    }

    List<Violation> violations() {
        return fields.violations();
    }

    /** Complete only when there are no violations. */
    DonorDetails details() {
        return details;
    }

    private PersonName person(DonorInput input, boolean isPerson) {
        Salutation salutation =
                oneOf(Salutation.values(), "/salutation", input.salutation(), false);
        String title = fields.free("/title", input.title(), 50);
        boolean isNamed = isPerson || has(input.firstName()) || has(input.lastName());
        if (!isNamed) {
            return null;
        }
        String first = name("/firstName", input.firstName(), isPerson);
        String last = name("/lastName", input.lastName(), true);
        return new PersonName(
                salutation == null ? Salutation.NEUTRAL : salutation, title, first, last);
    }

    private String organisation(DonorInput input, boolean isPerson) {
        if (!isPerson) {
            return name("/organisation", input.organisation(), true);
        }
        if (has(input.organisation())) {
            fields.refuse(
                    "/organisation",
                    "only_for_organisations",
                    "A person gives without an organisation's name; or the kind is ORGANISATION");
        }
        return null;
    }

    private String name(String pointer, String value, boolean required) {
        String text =
                required
                        ? fields.required(pointer, value, PersonName.MAX_LENGTH)
                        : fields.free(pointer, value, PersonName.MAX_LENGTH);
        if (text != null && text.codePoints().noneMatch(DonorCheck::isSubstance)) {
            fields.refuse(pointer, "name_shape", "A name has at least one letter");
        }
        return text;
    }

    /** A letter or digit of any script, or a symbol such as an emoji; not mere punctuation. */
    private static boolean isSubstance(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.OTHER_SYMBOL
                || Character.getType(character) == Character.UNASSIGNED;
    }

    private EmailAddress email(String value) {
        String text = fields.required("/email", value, 254);
        if (text == null) {
            return null;
        }
        Optional<EmailAddress> email = EmailAddress.parse(text);
        if (email.isEmpty()) {
            fields.refuse("/email", "invalid_email", "Not a mail address, or more than one");
        }
        return email.orElse(null);
    }

    private PostalAddress address(DonorInput input) {
        if (input.address() == null) {
            fields.refuse("/address", "required", "This field is needed");
            return null;
        }
        return new AddressCheck(fields).read(input.address());
    }

    private PhoneNumber phone(String value, PostalAddress address) {
        // not as free text: one telephone number in ten passes the Luhn check by chance
        String text = fields.optional("/phone", value, 40);
        if (text == null) {
            return null;
        }
        String country = address == null ? null : address.country();
        Optional<PhoneNumber> phone = PhoneNumber.parse(text, country);
        if (phone.isEmpty()) {
            fields.refuse(
                    "/phone",
                    "invalid_phone",
                    "No such telephone number can exist; outside the address's country it begins"
                            + " with + and the country code");
        }
        return phone.orElse(null);
    }

    private <E extends Enum<E>> E oneOf(E[] all, String pointer, String value, boolean required) {
        String text =
                required ? fields.required(pointer, value, 20) : fields.free(pointer, value, 20);
        if (text == null) {
            return null;
        }
        Optional<E> found = Arrays.stream(all).filter(one -> one.name().equals(text)).findFirst();
        if (found.isEmpty()) {
            fields.refuse(pointer, "unknown_value", "One of " + Arrays.toString(all));
        }
        return found.orElse(null);
    }

    private static boolean has(String value) {
        return value != null && !value.isBlank();
    }
}
