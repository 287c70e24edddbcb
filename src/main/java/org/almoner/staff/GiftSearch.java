package org.almoner.staff;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.GiftStatus;
import org.almoner.http.QueryValue;
import org.almoner.problem.DomainProblem;

/**
 * Which gifts are wanted.
 *
 * @param words what the person typed, and as what it is understood
 * @param status only these, if given
 */
record GiftSearch(
        OfficeScope scope, Optional<Words> words, Optional<GiftStatus> status, Days days) {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 100;

    /** How the words are understood, by their shape alone. */
    enum Kind {
        ID,
        EMAIL,
        RECEIPT_NUMBER,
        NAME
    }

    /** What was typed; masked, because it is personal. */
    record Words(Kind kind, String text) {

        @Override
        public String toString() {
            return "Words[" + kind + "]";
        }
    }

    /** Understands the query parameter {@code q}; {@code null} when absent. */
    static Optional<Words> words(String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        String text = typed.strip();
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl)) {
            throw DomainProblem.invalid("query:q", "size", "Two to a hundred characters.");
        }
        return Optional.of(new Words(kindOf(text), text));
    }

    private static Kind kindOf(String text) {
        if (text.indexOf('@') >= 0) {
            return Kind.EMAIL;
        }
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Kind.ID;
        }
        return text.toUpperCase(Locale.ROOT)
                        .matches("[A-Z][A-Z0-9-]{1,7}-[0-9]{4}-[0-9A-Z]{10}[0-9A-Z*~$=]")
                ? Kind.RECEIPT_NUMBER
                : Kind.NAME;
    }

    /** Understands the query parameter {@code status}; {@code null} when absent. */
    static Optional<GiftStatus> status(String typed) {
        return Optional.ofNullable(QueryValue.oneOf("status", typed, GiftStatus.class));
    }

    /** What the audit trail tells of the search: its shape, never the words. */
    String forTheTrail() {
        return "gifts"
                + words.map(found -> " by " + found.kind().name().toLowerCase(Locale.ROOT))
                        .orElse("")
                + status.map(wanted -> " with status " + wanted).orElse("");
    }

    static Optional<UUID> id(Words words) {
        return words.kind() == Kind.ID
                ? Optional.of(UUID.fromString(words.text()))
                : Optional.empty();
    }
}
