package org.almoner.consent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almoner.office.OfficeCode;

/**
 * One version of a text as staff of its office see it.
 *
 * @param countries ISO 3166-1 alpha-2, or {@code *} alone for every country without its own
 * @param office whose text it is, {@code *} for whichever office receives the gift
 * @param recipient the office that may use the data on this ground
 * @param form where it is shown: {@code GIFT}, {@code SIGN_UP} or {@code MOVING}
 * @param validTo from when on it is shown no more; {@code null} while there is no end
 * @param writtenBy the identity provider's id of whoever wrote it; {@code null} for the catalogue's
 * @param writtenAt when staff wrote it; {@code null} for the catalogue's
 * @param words by language: {@code de en nl fr}
 */
public record TextVersion(
        String id,
        int version,
        Showing showing,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentMeaning meaning,
        boolean required,
        boolean doubleOptIn,
        List<String> countries,
        String office,
        String recipient,
        String form,
        String legalBasis,
        Instant validFrom,
        Instant validTo,
        String writtenBy,
        Instant writtenAt,
        Map<String, Words> words) {

    /** Whether donors see it. */
    public enum Showing {
        /** Donors see it now. */
        SHOWN,
        /** Donors will see it from its day on. */
        PLANNED,
        /** Donors have seen it; what they answered stands, with these words. */
        PAST
    }

    /**
     * The very words.
     *
     * @param sha256 of the words in UTF-8, hexadecimal
     */
    public record Words(String text, String sha256) {}

    /**
     * @param newest the newest version of the same text that donors see at that moment, if any
     */
    static TextVersion of(StoredText text, Integer newest, Instant at) {
        Map<String, Words> words = new TreeMap<>();
        text.bodies().forEach((locale, it) -> words.put(locale, new Words(it.words(), it.hash())));
        return new TextVersion(
                text.id(),
                text.version(),
                showing(text, newest, at),
                text.purpose(),
                text.channel(),
                text.meaning(),
                text.required(),
                text.doubleOptIn(),
                text.countries().stream().sorted().toList(),
                text.office(),
                text.recipient(),
                text.form().name(),
                text.legalBasis(),
                text.validFrom(),
                text.end(),
                text.writing().by(),
                text.writing().at(),
                words);
    }

    private static Showing showing(StoredText text, Integer newest, Instant at) {
        if (newest != null && text.version() == newest) {
            return Showing.SHOWN;
        }
        boolean isToCome =
                text.validFrom().isAfter(at)
                        && (text.end() == null || text.end().isAfter(text.validFrom()));
        return isToCome ? Showing.PLANNED : Showing.PAST;
    }

    /** Whether it is a text of that office alone, or one that counts for all offices. */
    boolean isSeenBy(OfficeCode code) {
        return office.equals(StoredText.ANY) || office.equals(code.value());
    }
}
