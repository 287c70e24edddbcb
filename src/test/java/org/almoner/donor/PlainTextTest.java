package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller",
                "O'Brien-Smith",
                "山田太郎",
                "محمد",
                "שרה\u200F כהן",
                "👩‍👩‍👧 Familie",
                "नेहा",
                "<b>Bert</b>",
                "{{7*7}}",
                "Ŝ\u0323",
                "\uD83E\uDEE0"
            })
    void everyScriptAndEmojiIsPlain(String text) {
        assertTrue(PlainText.isPlain(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nb",
                "a\nb",
                "a\tb",
                "a\u0000b",
                "a\u001Bb",
                "a\u007Fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "a\u202Ab",
                "a\u2066b",
                "a\u2069b",
                "a\uD800b",
                "\uDC00",
                "\uFEFFa"
            })
    void controlsLineEndsLoneSurrogatesAndDirectionOverridesAreNot(String text) {
        assertFalse(PlainText.isPlain(text));
    }

    @Test
    void textIsComposedAndStripped() {
        assertEquals("Zoë", PlainText.clean("  Zoe\u0308 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "my card 5555.5555.5555.4444 thanks",
                "378282246310005",
                "no 6011 0009 9013 9424",
                "123 4111 1111 1111 1111",
                "4222222222222",
                "４１１１１１１１１１１１１１１１"
            })
    void cardNumbersAreSeen(String text) {
        assertTrue(PlainText.holdsCardNumber(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "Musterstraße 12",
                "+49 30 901820",
                "10115",
                "1234567890"
            })
    void otherNumbersAreLeftAlone(String text) {
        assertFalse(PlainText.holdsCardNumber(text));
    }
}
