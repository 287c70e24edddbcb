package org.almoner.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.erasure.LetGo;

/**
 * What decides about a person.
 *
 * @param mark where the person stands in the walk
 * @param account {@code null} for a record that belongs to none
 * @param rows all records of the person, never empty
 * @param lastSign the last sign of life
 * @param bonds what keeps the person whatever the time
 * @param consents when each yes was said that still counts
 * @param claimable the last gift that is covered by a declaration of Gift Aid and was not claimed;
 *     {@code null} when there is none
 */
record Facts(
        Mark mark,
        UUID account,
        List<Row> rows,
        Instant lastSign,
        Set<Reason> bonds,
        List<Consent> consents,
        Instant claimable) {

    /** Where somebody stands in the walk, by the record with the lowest id. */
    record Mark(Instant seen, UUID first) {

        static final Mark BEGINNING = new Mark(Instant.EPOCH, new UUID(0, 0));

        /** As the database has it: ids by their digits, not as two numbers with signs. */
        static final Comparator<Mark> ORDER =
                Comparator.comparing(Mark::seen).thenComparing(it -> it.first().toString());
    }

    /** One record of a donor. */
    record Row(UUID donor, String office, String email) {

        @Override
        public String toString() {
            return "Row[" + donor + "]";
        }
    }

    /** A yes that counts. */
    record Consent(String office, Instant at) {}

    Facts with(List<Consent> counting) {
        return new Facts(mark, account, rows, lastSign, bonds, counting, claimable);
    }

    Set<String> offices() {
        return rows.stream().map(Row::office).collect(Collectors.toSet());
    }

    Set<UUID> donors() {
        return rows.stream().map(Row::donor).collect(Collectors.toSet());
    }

    LetGo.Person person() {
        return new LetGo.Person(account, donors());
    }
}
