package org.almoner.payment.sepa;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Text in the characters that every bank of SEPA takes: {@code A-Z a-z 0-9 ' : ? , - ( + . ) /} and
 * the blank. What has an accepted spelling in them gets it (EPC217-08: umlauts, accents, Greek,
 * Cyrillic); everything else becomes a full stop. Used in files only; the original is what is kept.
 */
final class SepaText {

    private static final String SIGNS = "':?,-(+.)/ ";
    private static final Map<Integer, String> SPELLING = new HashMap<>();

    static {
        spell("ÄAe äae ÖOe öoe ÜUe üue ẞSS ßss ÆAE æae ŒOE œoe ØO øo ÅA åa ÞTh þth ÐD ðd ĐD đd");
        spell("ŁL łl ĦH ħh ŦT ŧt ıi ŊN ŋn ĸk ſs ĲIJ ĳij");
        spell("&+ €E ;, _- ~- [( ]) {( }) \\/ |/ `' ´' ‘' ’' ‚' ‛' ′' ʼ' –- —- ‐- ‑- ‒- −-");
        spell("ΑA ΒV ΓG ΔD ΕE ΖZ ΗI ΘTh ΙI ΚK ΛL ΜM ΝN ΞX ΟO ΠP ΡR ΣS ΤT ΥY ΦF ΧCh ΨPs ΩO");
        spell("αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo");
        spell("АA БB ВV ГG ДD ЕE ЖZh ЗZ ИI ЙY КK ЛL МM НN ОO ПP РR СS ТT УU ФF ХH ЦTs ЧCh ШSh");
        spell("ЩSht ЪA ЬY ЮYu ЯYa ЫY ЭE ЁYo ІI ЇYi ЄYe ҐG ЂDj ЈJ ЉLj ЊNj ЋC ЏDz");
        spell("аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh");
        spell("щsht ъa ьy юyu яya ыy эe ёyo іi їyi єye ґg ђdj јj љlj њnj ћc џdz");
    }

    private SepaText() {}

    private static void spell(String table) {
        for (String entry : table.split(" ")) {
            int character = entry.codePointAt(0);
            SPELLING.put(character, entry.substring(Character.charCount(character)));
        }
    }

    /**
     * Converts and then cuts to the given number of characters. The result never begins or ends
     * with a blank or slash and holds no two of either in a row; it may be empty.
     */
    static String of(String text, int limit) {
        if (isTidy(text, limit)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(character -> append(plain, character));
        String tidy = plain.toString().replaceAll(" {2,}", " ").replaceAll("/{2,}", "/");
        String begun = tidy.replaceFirst("^[ /]+", "");
        String cut = begun.length() <= limit ? begun : begun.substring(0, limit);
        return cut.replaceFirst("[ /]+$", "");
    }

    /** Whether nothing would change; most identifiers and many names are so. */
    private static boolean isTidy(String text, int limit) {
        int length = text.length();
        if (length == 0 || length > limit) {
            return length == 0;
        }
        char before = ' ';
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            boolean isGap = character == ' ' || character == '/';
            boolean isEdge = i == 0 || i == length - 1;
            if (!isPlain(character) || (isGap && (isEdge || character == before))) {
                return false;
            }
            before = character;
        }
        return true;
    }

    /** The same for a field that must not be empty. */
    static String required(String text, int limit) {
        String converted = of(text, limit);
        return converted.isEmpty() ? "NOTPROVIDED" : converted;
    }

    /** Whether the text can stand in a file as it is. */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(SepaText::isPlain);
    }

    private static boolean isPlain(int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || SIGNS.indexOf(character) >= 0;
    }

    private static void append(StringBuilder plain, int character) {
        if (isPlain(character)) {
            plain.appendCodePoint(character);
            return;
        }
        String spelling = SPELLING.get(character);
        if (spelling != null) {
            plain.append(spelling);
            return;
        }
        switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL ->
                    plain.append(' ');
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> {
                // says something about its neighbour only
            }
            case Character.DECIMAL_DIGIT_NUMBER -> plain.append(Character.digit(character, 10));
            default -> appendBase(plain, character);
        }
    }

    /** An accented letter as its letter, a ligature as its letters, anything else as a stop. */
    private static void appendBase(StringBuilder plain, int character) {
        String whole = Character.toString(character);
        String apart = Normalizer.normalize(whole, Normalizer.Form.NFKD);
        if (apart.equals(whole)) {
            plain.append('.');
        } else {
            apart.codePoints().forEach(part -> append(plain, part));
        }
    }
}
