package org.almoner.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file {@code consent-texts.yaml} of the catalogue.
 *
 * @param texts in the order to show them
 */
record ConsentCatalogue(List<Entry> texts) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{2,59}");
    private static final Pattern OFFICE = Pattern.compile("[A-Z][A-Z0-9-]{1,7}|\\*");
    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** One version of one text, in all languages. */
    record Entry(
            String id,
            int version,
            List<String> countries,
            String office,
            String recipient,
            ConsentPurpose purpose,
            ConsentChannel channel,
            ConsentMeaning meaning,
            boolean required,
            boolean doubleOptIn,
            String legalBasis,
            Instant validFrom,
            Instant validTo,
            Map<String, String> text,
            ConsentForm form) {

        /** Texts are shown with gifts unless they say otherwise. */
        Entry {
            form = form == null ? ConsentForm.GIFT : form;
        }

        String key() {
            return id + " version " + version;
        }
    }

    /**
     * Refuses a file that could not be shown to donors.
     *
     * @throws IllegalStateException with one sentence for each mistake
     */
    ConsentCatalogue checked() {
        List<String> mistakes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (texts == null || texts.isEmpty()) {
            mistakes.add("there are no texts");
        } else {
            texts.forEach(entry -> check(entry, seen, mistakes));
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "Catalogue file consent-texts.yaml: " + String.join("; ", mistakes));
        }
        return this;
    }

    private static void check(Entry entry, Set<String> seen, List<String> mistakes) {
        if (entry.id() == null || !ID.matcher(entry.id()).matches() || entry.version() < 1) {
            mistakes.add("an id of small letters and hyphens and a version from 1 are needed");
            return;
        }
        if (!seen.add(entry.key())) {
            mistakes.add(entry.key() + " is there twice");
        }
        if (entry.purpose() == null
                || entry.channel() == null
                || entry.meaning() == null
                || entry.validFrom() == null
                || entry.legalBasis() == null
                || !OFFICE.matcher(String.valueOf(entry.office())).matches()
                || !OFFICE.matcher(String.valueOf(entry.recipient())).matches()) {
            mistakes.add(
                    entry.key()
                            + " needs purpose, channel, meaning, legalBasis, validFrom, office and"
                            + " recipient");
        }
        if (entry.required() && entry.meaning() != ConsentMeaning.INFORMATION) {
            mistakes.add(entry.key() + " is a consent, and a consent is never required");
        }
        checkSpecial(entry, mistakes);
        checkMoving(entry, mistakes);
        checkCountries(entry, mistakes);
        checkWords(entry, mistakes);
    }

    private static void checkSpecial(Entry entry, List<String> mistakes) {
        if (entry.purpose() == ConsentPurpose.TRANSFER_49_1_A
                && (entry.meaning() != ConsentMeaning.CONSENT
                        || entry.channel() != ConsentChannel.TRANSFER)) {
            mistakes.add(
                    entry.key()
                            + " asks for consent to the risks of a transfer: meaning CONSENT, channel"
                            + " TRANSFER");
        }
        if (entry.form() == ConsentForm.SIGN_UP
                && (entry.purpose() != ConsentPurpose.NEWSLETTER
                        || entry.channel() != ConsentChannel.EMAIL
                        || entry.meaning() != ConsentMeaning.CONSENT
                        || !entry.doubleOptIn())) {
            mistakes.add(
                    entry.key()
                            + " is for sign-ups: purpose NEWSLETTER, channel EMAIL, meaning CONSENT,"
                            + " doubleOptIn true");
        }
    }

    private static void checkMoving(Entry entry, List<String> mistakes) {
        if (entry.form() == ConsentForm.MOVING
                && (entry.purpose() != ConsentPurpose.TRANSFER_TO_OFFICE
                        || entry.channel() != ConsentChannel.TRANSFER
                        || entry.required()
                        || entry.doubleOptIn()
                        || "*".equals(entry.recipient())
                        || List.of("*").equals(entry.countries()))) {
            mistakes.add(
                    entry.key()
                            + " is for donors who moved: purpose TRANSFER_TO_OFFICE, channel TRANSFER,"
                            + " a recipient and countries that are named, neither required nor"
                            + " doubleOptIn");
        }
    }

    private static void checkCountries(Entry entry, List<String> mistakes) {
        List<String> countries = entry.countries() == null ? List.of() : entry.countries();
        boolean isEverywhere = countries.equals(List.of("*"));
        if (!isEverywhere && (countries.isEmpty() || !COUNTRIES.containsAll(countries))) {
            mistakes.add(entry.key() + " needs ISO 3166-1 countries, or \"*\" alone");
        }
    }

    private static void checkWords(Entry entry, List<String> mistakes) {
        Map<String, String> words = entry.text() == null ? Map.of() : entry.text();
        if (!words.keySet().equals(LOCALES)
                || words.values().stream().anyMatch(body -> body == null || body.isBlank())) {
            mistakes.add(entry.key() + " needs its words in exactly de, en, nl and fr");
        }
    }
}
