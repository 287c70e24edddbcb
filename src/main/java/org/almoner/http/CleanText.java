package org.almoner.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.text.Normalizer;
import org.almoner.problem.InputRefused;

/**
 * Reads text (FW-3): brought into Unicode normal form C, and refused when it holds characters no
 * person types: controls (C0, C1, so also line ends), halves of surrogate pairs, and characters
 * that turn the writing direction of what follows.
 */
final class CleanText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    CleanText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        if (!isClean(text)) {
            throw new InputRefused(
                    parser,
                    "control_character",
                    "Control characters, half surrogate pairs and characters that turn the writing"
                            + " direction are not taken.");
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static boolean isClean(String text) {
        return text.codePoints().noneMatch(CleanText::isForbidden);
    }

    private static boolean isForbidden(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
