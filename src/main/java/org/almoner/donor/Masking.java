package org.almoner.donor;

/** Shows enough of a personal value to recognise one's own, and not enough to learn another's. */
final class Masking {

    private Masking() {}

    /** The first character (whole, also outside the basic plane) and an ellipsis. */
    static String firstLetter(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.substring(0, text.offsetByCodePoints(0, 1)) + "…";
    }

    /** {@code j…@e….org}; {@code …} for anything that is no address. */
    static String email(String address) {
        if (address == null) {
            return null;
        }
        int at = address.lastIndexOf('@');
        int dot = address.lastIndexOf('.');
        if (at < 1 || dot < at + 2) {
            return "…";
        }
        return firstLetter(address.substring(0, at))
                + "@"
                + firstLetter(address.substring(at + 1))
                + address.substring(dot);
    }

    /** The last two digits. */
    static String phone(String number) {
        if (number == null || number.isEmpty()) {
            return null;
        }
        return "…" + number.substring(Math.max(0, number.length() - 2));
    }
}
