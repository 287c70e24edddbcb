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
 * @param writing where it comes from
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
        ConsentForm form,
        Writing writing) {

    /** Every other country, or whichever office. */
    static final String ANY = "*";

    /** Words and their SHA-256. */
    record Body(String words, String hash) {}

    /**
     * Where a version comes from.
     *
     * @param by whoever of the staff wrote it; {@code null} when it came with the catalogue
     * @param at when that was
     * @param withdrawnAt from when on the office does not show it; {@code null} while it does
     */
    record Writing(String by, Instant at, Instant withdrawnAt) {

        static final Writing CATALOGUE = new Writing(null, null, null);

        boolean isByStaff() {
            return by != null;
        }
    }

    boolean isValidAt(Instant at) {
        Instant end = end();
        return !validFrom.isAfter(at) && (end == null || end.isAfter(at));
    }

    /**
     * When it is shown no more, by the catalogue or by the office; {@code null} while it has no
     * end.
     */
    Instant end() {
        if (validTo == null || writing.withdrawnAt() == null) {
            return validTo == null ? writing.withdrawnAt() : validTo;
        }
        return validTo.isBefore(writing.withdrawnAt()) ? validTo : writing.withdrawnAt();
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
