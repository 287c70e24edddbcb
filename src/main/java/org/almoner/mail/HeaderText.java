package org.almoner.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** What may stand in a mail header, and how (RFC 5322, RFC 2047). */
final class HeaderText {

    private static final int LONGEST_ADDRESS = 254;

    /** Bytes of UTF-8 in one encoded word, so that it stays below 75 characters. */
    private static final int WORD_BYTES = 42;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 .'&-]*");

    private HeaderText() {}

    static void requireOneLine(String part, String text) {
        if (text == null || text.chars().anyMatch(HeaderText::breaksLines)) {
            throw new IllegalArgumentException("The " + part + " of a mail must be one plain line");
        }
    }

    /** One addr-spec: no display name, no list, no comment, no route. */
    static void requireAddress(String part, String text) {
        requireOneLine(part, text);
        int at = text.lastIndexOf('@');
        boolean single =
                text.indexOf('@') == at
                        && at > 0
                        && at < text.length() - 1
                        && text.codePoints().noneMatch(HeaderText::separatesAddresses);
        if (!single || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ADDRESS) {
            throw new IllegalArgumentException("The " + part + " of a mail must be one address");
        }
    }

    private static boolean breaksLines(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static boolean separatesAddresses(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || "<>,;:\"()[]\\".indexOf(character) >= 0;
    }

    /** The address with its domain in ASCII, as name servers know it (RFC 5891). */
    static String inAscii(String address) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    }

    /** {@code Name <address>}, the name encoded unless it is plain. */
    static String mailbox(String name, String address) {
        return (PLAIN.matcher(name).matches() ? name : encoded(name)) + " <" + address + ">";
    }

    /** Encoded words of at most 75 characters, never splitting a character. */
    static String encoded(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder chunk = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            int length = next.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > WORD_BYTES) {
                words.append(word(chunk)).append("\r\n ");
                chunk.setLength(0);
                bytes = 0;
            }
            chunk.append(next);
            bytes += length;
        }
        return words.append(word(chunk)).toString();
    }

    private static String word(CharSequence chunk) {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
