package org.almoner.donor;

/** Checked data of a donor; only {@link DonorRules} makes it from what a visitor wrote. */
public sealed interface DonorDetails {

    /** Person or organisation. */
    DonorKind kind();

    /** The person, or the organisation's contact; {@code null} when it named none. */
    PersonName person();

    /** The organisation's name; {@code null} for a person. */
    String organisation();

    /** Where receipts go. */
    EmailAddress email();

    /** {@code null} when none was given. */
    PhoneNumber phone();

    /** The postal address, as tax documents need it. */
    PostalAddress address();

    /** The same, reached by another address. */
    DonorDetails at(EmailAddress other);

    /** Whether a mail can go anywhere; whoever was erased is written to no more. */
    default boolean isReachable() {
        return !email().equals(EmailAddress.NOBODY);
    }

    /** Somebody who was erased, and whom no rule of retention holds any more. */
    record Erased(EmailAddress email, PostalAddress address) implements DonorDetails {

        @Override
        public DonorKind kind() {
            return DonorKind.ERASED;
        }

        @Override
        public PersonName person() {
            return null;
        }

        @Override
        public String organisation() {
            return null;
        }

        @Override
        public PhoneNumber phone() {
            return null;
        }

        @Override
        public DonorDetails at(EmailAddress other) {
            return this;
        }
    }

    /** A human being. */
    record Person(PersonName person, EmailAddress email, PhoneNumber phone, PostalAddress address)
            implements DonorDetails {

        @Override
        public DonorKind kind() {
            return DonorKind.PERSON;
        }

        @Override
        public String organisation() {
            return null;
        }

        @Override
        public DonorDetails at(EmailAddress other) {
            return new Person(person, other, phone, address);
        }
    }

    /** A church, company, association or other body. */
    record Organisation(
            String organisation,
            PersonName person,
            EmailAddress email,
            PhoneNumber phone,
            PostalAddress address)
            implements DonorDetails {

        @Override
        public DonorKind kind() {
            return DonorKind.ORGANISATION;
        }

        @Override
        public DonorDetails at(EmailAddress other) {
            return new Organisation(organisation, person, other, phone, address);
        }

        @Override
        public String toString() {
            return "Organisation[" + Masking.firstLetter(organisation) + "]";
        }
    }
}
