package org.almoner.receipt;

import java.util.List;

/**
 * The words of a mail, in order; the templates only set them.
 *
 * @param title the heading
 * @param amount as people of the language write it
 */
record Letter(
        String language,
        String organisation,
        String title,
        String amount,
        String greeting,
        String intro,
        List<Row> rows,
        List<Block> blocks,
        String contactTitle,
        String contact,
        List<String> footer) {

    /** One line of the table. */
    record Row(String label, String value) {}

    /**
     * A box with a heading.
     *
     * @param language of its paragraphs; {@code null} when it is the letter's
     */
    record Block(String title, String language, List<String> paragraphs) {}
}
