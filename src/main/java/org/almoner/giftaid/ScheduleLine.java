package org.almoner.giftaid;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.almoner.donor.PersonName;
import org.almoner.donor.PostalAddress;

/**
 * A row of HMRC's schedule as it is written there. Prints without the donor.
 *
 * @param position the item, from 1 within a claim
 * @param title up to 4 characters; {@code null} for none
 * @param firstName name or initial, up to 35 characters
 * @param lastName up to 35 characters, without hyphens
 * @param house name or number, up to 40 characters; the whole first line where there is neither
 * @param postcode in capitals with a blank; {@code X} outside the United Kingdom
 * @param givenOn the day of the gift, or of the last one of a row with several
 * @param minor pence
 */
record ScheduleLine(
        int position,
        String title,
        String firstName,
        String lastName,
        String house,
        String postcode,
        LocalDate givenOn,
        long minor) {

    /** More rows than that HMRC does not take in one schedule. */
    static final int MOST_ROWS = 1_000;

    private static final int LONGEST_TITLE = 4;
    private static final int LONGEST_NAME = 35;
    private static final int LONGEST_HOUSE = 40;
    private static final String ABROAD = "X";

    /** Jersey, Guernsey and the Isle of Man are not part of the United Kingdom. */
    private static final String HOME = "GB";

    private static final Pattern HYPHENS =
            Pattern.compile("[-\u2010\u2011\u2012\u2013\u2014\u2212]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yy", Locale.UK);

    /** How a donor stands in the schedule. */
    record Donor(String title, String firstName, String lastName, String house, String postcode) {

        @Override
        public String toString() {
            return "Donor";
        }
    }

    /** By HMRC's rules for each column; what is too long is cut, and nothing is made up. */
    static Donor donor(PersonName name, PostalAddress address) {
        String title = plain(name.title());
        return new Donor(
                title == null || title.length() > LONGEST_TITLE ? null : title,
                cut(plain(name.firstName()), LONGEST_NAME),
                cut(plain(HYPHENS.matcher(name.lastName()).replaceAll(" ")), LONGEST_NAME),
                cut(plain(house(address)), LONGEST_HOUSE),
                address.country().equals(HOME)
                        ? address.postcode().toUpperCase(Locale.ROOT)
                        : ABROAD);
    }

    private static String house(PostalAddress address) {
        if (!address.country().equals(HOME)) {
            return address.lines().get(0) + ", " + address.town();
        }
        return address.houseNumber() == null ? address.street() : address.houseNumber();
    }

    private static String plain(String text) {
        if (text == null) {
            return null;
        }
        String one =
                BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
        String plain = one.strip();
        return plain.isEmpty() ? null : plain;
    }

    private static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end).strip();
    }

    /** {@code DD/MM/YY}. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Two decimals, no sign of the currency, no separator of thousands. */
    static String pounds(long minor) {
        return minor / 100 + "." + (minor % 100 < 10 ? "0" : "") + minor % 100;
    }

    @Override
    public String toString() {
        return "ScheduleLine[" + position + "]";
    }
}
