package org.almoner.export;

import java.util.regex.Pattern;

/**
 * Text in a sheet. What XML cannot hold is written as spreadsheets do, {@code _x0001_}, and a text
 * that only looks like that is kept from being read so.
 */
final class XmlText {

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XmlText() {}

    /** The text as it stands in a sheet. */
    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String safe =
                text.indexOf("_x") < 0 ? text : LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_");
        StringBuilder out = new StringBuilder(safe.length() + 16);
        int plain = 0;
        for (int i = 0; i < safe.length(); i++) {
            String instead = instead(safe, i);
            if (instead != null) {
                out.append(safe, plain, i).append(instead);
                plain = i + 1;
            }
        }
        return out.append(safe, plain, safe.length()).toString();
    }

    /** Whether it is there as it is, as nearly all are, seen at first sight. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean isPlain =
                    sign >= ' ' && sign < 0x7F && sign != '&' && sign != '<' && sign != '>';
            if (!isPlain || sign == 'x' && i > 0 && text.charAt(i - 1) == '_') {
                return false;
            }
        }
        return true;
    }

    /** What is written instead of a sign; {@code null} for the sign itself. */
    private static String instead(String text, int at) {
        char sign = text.charAt(at);
        return switch (sign) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\t', '\n' -> null;
            default -> isInXml(text, at, sign) ? null : "_x%04X_".formatted((int) sign);
        };
    }

    /** A carriage return alone would come back as a line feed. */
    private static boolean isInXml(String text, int at, char sign) {
        if (Character.isHighSurrogate(sign)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(sign)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return sign >= ' ' && sign != '\uFFFE' && sign != '\uFFFF';
    }
}
