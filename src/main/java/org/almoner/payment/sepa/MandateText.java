package org.almoner.payment.sepa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * The words of a mandate in one version and language.
 *
 * @param id such as {@code sepa-core}
 * @param locale de, en, nl or fr
 * @param validFrom the first day it is shown
 * @param noticeDays how many days before it is due a collection is announced at the latest, as the
 *     words agree; 14 would hold without them
 * @param words title, blank line, paragraphs; with a placeholder for the creditor's name
 */
record MandateText(
        String id, int version, String locale, LocalDate validFrom, int noticeDays, String words) {

    static final String CREDITOR = "{creditor}";

    /** The words as a donor is shown them; a name that ends with a full stop gets no second one. */
    String shownFor(String creditorName) {
        String atTheEnd = creditorName.endsWith(".") ? creditorName : creditorName + ".";
        return words.replace(CREDITOR + ".", atTheEnd).replace(CREDITOR, creditorName);
    }

    /** SHA-256 of the words as shown, in UTF-8, hexadecimal. */
    String hashFor(String creditorName) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            shownFor(creditorName)
                                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256", missing);
        }
    }
}
