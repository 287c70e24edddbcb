package org.almoner.payment;

import java.time.Instant;

/**
 * A donor's yes to a mandate.
 *
 * @param office code of the office that collects
 * @param recurring whether for repeated collections
 * @param words the text that was shown
 * @param account whom it is collected from
 * @param proof how it came about
 */
public record MandateAgreement(
        String office, boolean recurring, Words words, Account account, Proof proof) {

    /**
     * The text that was shown.
     *
     * @param locale de, en, nl or fr
     */
    public record Words(String textId, int version, String locale) {}

    /**
     * The account; prints nothing of it.
     *
     * @param iban in full, without blanks
     * @param holder its holder's name
     */
    public record Account(String iban, String holder) {

        @Override
        public String toString() {
            return "Account[…]";
        }
    }

    /**
     * What shows that the holder agreed.
     *
     * @param at when
     * @param source in which business, such as {@code wizard/<draft>/1}; it gives one mandate
     * @param ip the donor's address; may be {@code null}
     * @param userAgent the donor's browser; may be {@code null}
     */
    public record Proof(Instant at, String source, String ip, String userAgent) {

        @Override
        public String toString() {
            return "Proof[" + source + "]";
        }
    }
}
