package org.almoner.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.almoner.office.OfficeCode;

/**
 * One stored version of one text, in all its languages.
 *
 * @param countries ISO 3166-1 alpha-2, or {@code *} alone
 * @param office code, or {@code *} for whichever office receives the gift
 * @param recipient code, or {@code *} for whichever office receives the gift
 * @param position where in the order of showing
 * @param validTo {@code null} while it has no end
 * @param bodies the words by language
 * @param form where it is shown
 */
record StoredText(
        String id,
        int version,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentMeaning meaning,
        boolean required,
        boolean doubleOptIn,
        Set<String> countries,
        String office,
        String recipient,
        String legalBasis,
        int position,
        Instant validFrom,
        Instant validTo,
        Map<String, Body> bodies,
        ConsentForm form) {

    /** Every other country, or whichever office. */
    static final String ANY = "*";

    /** Words and their SHA-256. */
    record Body(String words, String hash) {}

    boolean isValidAt(Instant at) {
        return !validFrom.isAfter(at) && (validTo == null || validTo.isAfter(at));
    }

    boolean isFor(String country, OfficeCode asking) {
        return countries.contains(country) && (office.equals(ANY) || office.equals(asking.value()));
    }

    /** As a donor of that language sees it, asked by that office; English where it is missing. */
    ConsentText shown(String locale, OfficeCode asking) {
        String spoken = bodies.containsKey(locale) ? locale : "en";
        Body body = bodies.get(spoken);
        return new ConsentText(
                id,
                version,
                purpose,
                channel,
                meaning == ConsentMeaning.INFORMATION
                        ? ConsentControl.NOTICE
                        : ConsentControl.CHECKBOX,
                meaning,
                required,
                doubleOptIn,
                legalBasis,
                office.equals(ANY) ? asking : new OfficeCode(office),
                recipient.equals(ANY) ? asking : new OfficeCode(recipient),
                spoken,
                body.words(),
                body.hash());
    }

    /** Everything that must never change under the same version, in words that can be compared. */
    String unchangeable() {
        return String.join(
                "|",
                purpose.name(),
                channel.name(),
                meaning.name(),
                String.valueOf(required),
                String.valueOf(doubleOptIn),
                new java.util.TreeSet<>(countries).toString(),
                office,
                recipient,
                legalBasis,
                validFrom.toString(),
                new java.util.TreeMap<>(bodies).toString(),
                form.name());
    }
}
