package org.almoner.export;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Text in a sheet. What XML cannot hold is written as spreadsheets do, {@code _x0001_}, and a text
 * that only looks like that is kept from being read so.
 */
final class XmlText {

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XmlText() {}

    static void write(String text, Writer out) throws IOException {
        String safe =
                text.indexOf("_x") < 0 ? text : LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_");
        int plain = 0;
        for (int i = 0; i < safe.length(); i++) {
            String instead = instead(safe, i);
            if (instead != null) {
                out.write(safe, plain, i - plain);
                out.write(instead);
                plain = i + 1;
            }
        }
        out.write(safe, plain, safe.length() - plain);
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
