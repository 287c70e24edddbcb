package org.almoner.consent;

import java.util.List;

/**
 * What would become of a wish.
 *
 * @param version as it would be stored
 * @param former the version that donors would have seen until then; {@code null} when none
 * @param shown everything a donor of that country and language is shown at that moment, in order,
 *     the new version among it
 * @param remarks what its writer should look at again; none of them refuses it
 */
public record TextPreview(
        TextVersion version, TextVersion former, List<ConsentText> shown, List<Remark> remarks) {

    /**
     * @param locale the language it is about
     */
    public record Remark(Kind kind, String locale) {}

    /** What is worth a second look. */
    public enum Kind {
        /** The words do not name the office that asks, as GDPR Art. 13(1)(a) and CASL want it. */
        OFFICE_NOT_NAMED,
        /** The words of this language are those of the former version. */
        SAME_WORDS,
        /** Less than half, or more than twice as long as the same words in English. */
        LENGTH_UNLIKE_ENGLISH
    }
}
