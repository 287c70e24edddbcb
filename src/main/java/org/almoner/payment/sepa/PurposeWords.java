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
                        fitting("Your gift to " + creditor + ". Thank you!"),
                        fitting("Ihre Spende an " + creditor + ". Danke!"),
                        fitting("Uw gift aan " + creditor + ". Bedankt!"),
                        fitting("Votre don à " + creditor + ". Merci !")));
    }

    /** For a language that is none of them. */
    String otherwise() {
        return texts.get(0);
    }

    private static String fitting(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
