package org.almoner.payment;

import java.util.List;

/**
 * What a donor is shown before agreeing to a mandate.
 *
 * @param textId which text
 * @param version in which version
 * @param locale in which language
 * @param title the document's name
 * @param paragraphs the very words
 * @param creditor legal name of who collects
 * @param creditorIdentifier under which number
 * @param noticeDays how many days before it is due a collection is announced at the latest
 */
public record MandateWords(
        String textId,
        int version,
        String locale,
        String title,
        List<String> paragraphs,
        String creditor,
        String creditorIdentifier,
        int noticeDays) {}
