package org.almoner.donor;

/**
 * The name of a human being, in any script. Prints masked.
 *
 * @param salutation how to address the person; never {@code null}, unsaid is {@code NEUTRAL}
 * @param title may be {@code null}
 * @param firstName may be {@code null} only for an organisation's contact
 * @param lastName family name, or the only name
 */
public record PersonName(Salutation salutation, String title, String firstName, String lastName) {

    /** The longest first or last name that is taken, in UTF-16 units. */
    public static final int MAX_LENGTH = 200;

    /** Title, first and last name, as on an envelope. */
    public String full() {
        return java.util.stream.Stream.of(title, firstName, lastName)
                .filter(part -> part != null && !part.isEmpty())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    /** The first letter of each name: {@code A… B…}. */
    public String masked() {
        return java.util.stream.Stream.of(firstName, lastName)
                .filter(part -> part != null && !part.isEmpty())
                .map(Masking::firstLetter)
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return masked();
    }
}
