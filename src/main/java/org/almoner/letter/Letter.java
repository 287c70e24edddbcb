package org.almoner.letter;

import java.util.List;

/**
 * The words of a mail, in order; the templates only set them.
 *
 * @param frame what surrounds the words, the same in every mail of an office
 * @param title the heading
 * @param headline large below the heading, mostly an amount as people of the language write it;
 *     {@code null} for none. The plain text leaves it out: what it says must stand elsewhere too
 * @param greeting the first line, with its comma
 * @param paragraphs what is said to the donor; never empty
 * @param button what the donor may do now; {@code null} for nothing
 * @param tables the facts; never empty
 * @param blocks boxes below, in order
 */
public record Letter(
        Frame frame,
        String title,
        String headline,
        String greeting,
        List<String> paragraphs,
        Button button,
        List<Table> tables,
        List<Block> blocks) {

    public Letter {
        paragraphs = List.copyOf(paragraphs);
        tables = List.copyOf(tables);
        blocks = List.copyOf(blocks);
    }

    /**
     * What surrounds the words.
     *
     * @param language BCP 47 tag of the whole mail
     * @param organisation above the words
     * @param colon what stands between a label and its value; French wants a space before it
     * @param contactTitle begins the line that says whom to ask
     * @param contact whom to ask
     * @param footer lines at the end: who writes, and where it is registered
     */
    public record Frame(
            String language,
            String organisation,
            String colon,
            String contactTitle,
            String contact,
            List<String> footer) {

        public Frame {
            footer = List.copyOf(footer);
        }
    }

    /**
     * Facts, one a line.
     *
     * @param title above it; {@code null} for none
     */
    public record Table(String title, List<Row> rows) {

        public Table {
            rows = List.copyOf(rows);
        }

        /** A table that needs no title. */
        public static Table of(List<Row> rows) {
            return new Table(null, rows);
        }
    }

    /** One line of a table. */
    public record Row(String label, String value) {}

    /**
     * The one thing a donor may do now: a button in HTML, a line of its own in the plain text. The
     * address shows below the button as well, so that one can see where it leads.
     *
     * @param label what it does, in the imperative
     * @param url a page that asks who one is; it holds nothing about a person, and a secret only
     *     behind the {@code #}, where no server and no log sees it
     */
    public record Button(String label, String url) {

        /**
         * @throws IllegalArgumentException when the address is neither {@code https} nor a page of
         *     this machine, or names a user
         */
        public Button {
            SafeLink.require(url);
        }
    }

    /**
     * A box with a heading.
     *
     * @param language of heading and paragraphs; {@code null} when it is the letter's
     * @param intro a sentence in the letter's language before the paragraphs; {@code null} for none
     * @param picture what it shows; {@code null} for nothing. The plain text leaves such a box out
     * @param link address at its end, shown as it is; {@code null} for none
     */
    public record Block(
            String title,
            String language,
            String intro,
            List<String> paragraphs,
            Picture picture,
            String link) {

        /**
         * @throws IllegalArgumentException when the link is one that a button must not have
         */
        public Block {
            paragraphs = List.copyOf(paragraphs);
            if (link != null) {
                SafeLink.require(link);
            }
        }

        /** A box in the letter's language. */
        public static Block of(String title, String... paragraphs) {
            return new Block(title, null, null, List.of(paragraphs), null, null);
        }

        /** A box in a language of its own, such as words of a law. */
        public static Block inLanguage(String language, String title, List<String> paragraphs) {
            return new Block(title, language, null, paragraphs, null, null);
        }

        /** A box whose last paragraph introduces the address below it. */
        public static Block leadingTo(String link, String title, List<String> paragraphs) {
            return new Block(title, null, null, paragraphs, null, link);
        }
    }

    /**
     * A picture that travels in the mail.
     *
     * @param side in pixels of the mail window
     * @param alternative what is read where pictures are not shown
     */
    public record Picture(String contentId, int side, String alternative) {}
}
