package org.almoner.staff;

import java.util.Locale;
import java.util.Optional;
import org.almoner.http.QueryValue;
import org.almoner.recurring.RecurringGiftState;

/**
 * Which recurring gifts are wanted.
 *
 * @param words what the person typed: a number, an id, a mail address or part of a name
 * @param state only these, if given
 */
record RecurringSearch(
        OfficeScope scope, Optional<GiftSearch.Words> words, Optional<RecurringGiftState> state) {

    private static final String NUMBER = "[A-Z][A-Z0-9-]{1,7}-R-[0-9A-Z]{9}";

    /** Understands the query parameter {@code state}; {@code null} when absent. */
    static Optional<RecurringGiftState> state(String typed) {
        return Optional.ofNullable(QueryValue.oneOf("state", typed, RecurringGiftState.class));
    }

    /** Whether the words are a recurring gift's number. */
    boolean isByNumber() {
        return words.filter(it -> it.text().toUpperCase(Locale.ROOT).matches(NUMBER)).isPresent();
    }

    /** What the audit trail tells of the search: its shape, never the words. */
    String forTheTrail() {
        String by = isByNumber() ? "number" : words.map(it -> shape(it.kind())).orElse(null);
        return "recurring-gifts"
                + (by == null ? "" : " by " + by)
                + state.map(wanted -> " in state " + wanted).orElse("");
    }

    private static String shape(GiftSearch.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
