package org.almoner.receipt;

import java.util.List;

/**
 * The words of a mail, in order; the templates only set them.
 *
 * @param title the heading
 * @param colon what stands between a label and its value; French wants a space before it
 * @param amount as people of the language write it
 */
record Letter(
        String language,
        String organisation,
        String title,
        String colon,
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
     * @param language of heading and paragraphs; {@code null} when it is the letter's
     * @param intro a sentence in the letter's language before the paragraphs; {@code null} for none
     * @param picture what it shows; {@code null} for nothing. The plain text leaves such a box out
     */
    record Block(
            String title, String language, String intro, List<String> paragraphs, Picture picture) {

        static Block of(String title, String paragraph) {
            return new Block(title, null, null, List.of(paragraph), null);
        }
    }

    /**
     * A picture that travels in the mail.
     *
     * @param side in pixels of the mail window
     * @param alternative what is read where pictures are not shown
     */
    record Picture(String contentId, int side, String alternative) {}
}
