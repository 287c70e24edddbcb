package org.almoner.giving;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a field of the donor is asked, and why.
 *
 * @param field which field
 * @param requiredOf kinds of donor ({@code PERSON}, {@code ORGANISATION}) who must fill it; for all
 *     others it is optional
 * @param why the reason shown beside it, by language; empty when it explains itself
 */
public record FieldRule(DonorField field, Set<String> requiredOf, Map<String, String> why) {

    /** Whether a donor of this kind ({@code PERSON} or {@code ORGANISATION}) must fill it. */
    public boolean isRequiredOf(String kind) {
        return requiredOf.contains(kind);
    }

    /** The reason in the given language, or in English; {@code null} when there is none. */
    public String why(Locale locale) {
        String reason = why.get(locale.getLanguage());
        return reason != null ? reason : why.get(Locale.ENGLISH.getLanguage());
    }
}
