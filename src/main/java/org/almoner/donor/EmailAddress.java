package org.almoner.donor;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One mail address: a single addr-spec (RFC 5321, and RFC 6531 for letters beyond ASCII) without
 * display name, comment, quoted part or address literal. The domain is kept in lower case and in
 * Unicode; the part before the {@code @} is kept as it was written. Prints masked.
 *
 * <p>Refused are blanks, controls and line ends anywhere, so an address can never end a mail header
 * and begin another (AB-12).
 */
public record EmailAddress(String value) {

    /** RFC 5321, section 4.5.3.1.3, less the angle brackets; counted in UTF-8 bytes. */
    private static final int MAX_BYTES = 254;

    private static final int MAX_LOCAL_BYTES = 64;
    private static final int MAX_DOMAIN = 253;

    /** RFC 5322 dot-atom, with letters, marks and digits of every script (RFC 6532). */
    private static final Pattern LOCAL =
            Pattern.compile(
                    "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
                            + "(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern ASCII_DOMAIN =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "(?:[a-z][a-z0-9-]{0,61}[a-z0-9])");

    /** Stands where the address of somebody was who was erased; no mail goes there. */
    public static final EmailAddress NOBODY = new EmailAddress("erased@erased.invalid");

    public EmailAddress {
        if (value == null || !value.equals(normalised(value))) {
            throw new IllegalArgumentException("Not a normalised mail address");
        }
    }

    /** Reads an address, blanks around it forgiven; empty when it is none. */
    public static Optional<EmailAddress> parse(String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .map(EmailAddress::normalised)
                .map(EmailAddress::new);
    }

    private static String normalised(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return null;
        }
        String local = text.substring(0, at);
        if (!PlainText.isPlain(local)
                || bytes(local) > MAX_LOCAL_BYTES
                || !LOCAL.matcher(local).matches()) {
            return null;
        }
        String domain = domain(text.substring(at + 1));
        if (domain == null || bytes(local + "@" + domain) > MAX_BYTES) {
            return null;
        }
        return java.text.Normalizer.normalize(local, java.text.Normalizer.Form.NFC) + "@" + domain;
    }

    /** The domain in lower-case Unicode; {@code null} when no name server could know it. */
    private static String domain(String text) {
        if (!PlainText.isPlain(text) || text.endsWith(".")) {
            return null;
        }
        try {
            String ascii = IDN.toASCII(text.toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
            if (ascii.length() > MAX_DOMAIN || !ASCII_DOMAIN.matcher(ascii).matches()) {
                return null;
            }
            return IDN.toUnicode(ascii).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notADomain) {
            return null;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** {@code j…@e….org}. */
    public String masked() {
        return Masking.email(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
