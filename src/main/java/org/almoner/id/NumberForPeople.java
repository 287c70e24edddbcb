package org.almoner.id;

import java.util.Locale;

/**
 * The check character of numbers that people read out and type in: Crockford's base 32, modulo 37.
 */
public final class NumberForPeople {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECK_ALPHABET = ALPHABET + "*~$=U";

    private NumberForPeople() {}

    static char checkCharacter(CharSequence body) {
        int remainder = 0;
        for (int i = 0; i < body.length(); i++) {
            remainder = (remainder * 32 + ALPHABET.indexOf(body.charAt(i))) % 37;
        }
        return CHECK_ALPHABET.charAt(remainder);
    }

    /** Whether the last character is the check character of those before it. */
    public static boolean isValid(String number) {
        String upper = number.toUpperCase(Locale.ROOT);
        int last = upper.length() - 1;
        if (last < 1) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (ALPHABET.indexOf(upper.charAt(i)) < 0) {
                return false;
            }
        }
        return checkCharacter(upper.substring(0, last)) == upper.charAt(last);
    }
}
