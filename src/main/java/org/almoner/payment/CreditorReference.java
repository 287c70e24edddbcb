package org.almoner.payment;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A structured creditor reference of ISO 11649: {@code RF}, two check digits and 1 to 21 letters
 * and digits, so that a bank form finds a mistyped one.
 *
 * @param value in capitals without blanks
 */
public record CreditorReference(String value) {

    private static final Pattern SHAPE =
            Pattern.compile("RF(?:0[2-9]|[1-8][0-9]|9[0-8])[A-Z0-9]{1,21}");
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 12;
    private static final int MODULUS = 97;

    /** How long the references are that donors are given by us. */
    public static final int LENGTH_OF_OURS = 4 + CHARACTERS;

    public CreditorReference {
        if (!valid(value)) {
            throw new IllegalArgumentException("Not a creditor reference of ISO 11649");
        }
    }

    /** Adds prefix and check digits to 1 to 21 letters and digits. */
    public static CreditorReference of(String body) {
        String upper = body.toUpperCase(Locale.ROOT);
        if (!upper.matches("[A-Z0-9]{1,21}")) {
            throw new IllegalArgumentException(
                    "A creditor reference has 1 to 21 letters and digits");
        }
        return new CreditorReference(
                "RF%02d%s".formatted(MODULUS + 1 - remainder(upper + "RF00"), upper));
    }

    /**
     * The reference of a payment, always the same: 60 of the random bits of its id (a UUIDv7), as
     * twelve characters without the look-alikes I, L, O and U.
     *
     * <p>Among a million payments two share a reference with a chance of four in ten million; the
     * database then refuses the second ({@code UNIQUE(provider, provider_reference)}) rather than
     * booking one donor's transfer on another's gift.
     */
    public static CreditorReference ofPayment(UUID payment) {
        long bits = payment.getLeastSignificantBits();
        StringBuilder body = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            body.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return of(body.toString());
    }

    /** Whether the text, without blanks and in capitals, is a reference with right check digits. */
    public static boolean valid(String text) {
        return text != null
                && SHAPE.matcher(text).matches()
                && remainder(text.substring(4) + text.substring(0, 4)) == 1;
    }

    /** In groups of four, as it is printed. */
    public String grouped() {
        return value.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static int remainder(String text) {
        int remainder = 0;
        for (char character : text.toCharArray()) {
            int digit = Character.digit(character, 36);
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % MODULUS;
        }
        return remainder;
    }
}
