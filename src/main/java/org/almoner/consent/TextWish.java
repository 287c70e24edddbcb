package org.almoner.consent;

import java.time.Instant;
import java.util.Map;

/**
 * The next version of a text, as staff of its office want it. Purpose, channel, meaning, countries
 * and recipient stay what they are: answers to another question would need a text of its own.
 *
 * @param id of the text
 * @param basedOn the newest version its writer has seen
 * @param validFrom from when on donors are shown it
 * @param legalBasis such as {@code GDPR Art. 6(1)(a)}; {@code null} to leave it
 * @param words by language: {@code de en nl fr}, all of them
 */
public record TextWish(
        String id, int basedOn, Instant validFrom, String legalBasis, Map<String, String> words) {

    @Override
    public String toString() {
        return "TextWish[" + id + " after " + basedOn + "]";
    }
}
