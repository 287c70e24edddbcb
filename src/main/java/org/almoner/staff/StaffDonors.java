package org.almoner.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Donors as staff see them. */
final class StaffDonors {

    private StaffDonors() {}

    /**
     * One record of a donor.
     *
     * @param country ISO 3166-1 alpha-2
     * @param email {@code null} for somebody who was erased
     * @param lastSeenAt when exactly these data were written last; {@code null} for a record that
     *     was handed over
     * @param restricted whether the person was erased; {@code null} when not
     * @param restrictedUntil how long a rule still holds name and address; {@code null} when none
     *     does
     * @param handedOver whether the record is another office's, and the caller's was handed it;
     *     {@code null} when not
     */
    record Found(
            UUID id,
            String office,
            String name,
            String email,
            String postcode,
            String town,
            String country,
            Instant lastSeenAt,
            Boolean restricted,
            LocalDate restrictedUntil,
            Boolean handedOver) {

        @Override
        public String toString() {
            return "Found[" + id + "]";
        }
    }

    /**
     * A person with all records that are this person.
     *
     * @param account {@code null} for a single record that nobody has signed in to or joined
     * @param provedAddresses addresses by which the person signs in
     */
    record Person(
            UUID account, List<Found> records, List<String> provedAddresses, List<Joined> joins) {

        @Override
        public String toString() {
            return "Person[" + account + "]";
        }
    }

    /**
     * What staff have found to be one person.
     *
     * @param records how many records moved
     * @param undoneAt {@code null} while it holds
     */
    record Joined(UUID id, int records, Instant joinedAt, String reason, Instant undoneAt) {}
}
