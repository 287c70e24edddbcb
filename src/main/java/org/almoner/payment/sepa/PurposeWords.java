package org.almoner.payment.sepa;

import java.util.List;

/**
 * What donors read on their bank statements, in their language.
 *
 * @param locales languages
 * @param texts the words in each
 */
record PurposeWords(List<String> locales, List<String> texts) {

    private static final int LONGEST = 140;

    static PurposeWords of(String creditor) {
        return new PurposeWords(
                List.of("en", "de", "nl", "fr"),
                List.of(
                        fitting("Thank you for your gift to " + creditor),
                        fitting("Danke für Ihre Spende an " + creditor),
                        fitting("Bedankt voor uw gift aan " + creditor),
                        fitting("Merci pour votre don à " + creditor)));
    }

    /** For a language that is none of them. */
    String otherwise() {
        return texts.get(0);
    }

    private static String fitting(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
