package org.almoner.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WrapLinesTest {

    @Test
    void short_lines_stay_as_they_are_also_the_mark_before_the_footer() {
        assertEquals("Danke\n\n-- \nHilfe e.V.\n", WrapLines.of("Danke\n\n-- \nHilfe e.V.\n"));
    }

    @Test
    void long_lines_are_broken_at_blanks_after_at_most_72_characters() {
        String nine = "ä".repeat(8) + " "; // two bytes each, one character each
        String line = (nine.repeat(8) + "end").strip(); // 72 + 3
        assertEquals(nine.repeat(8).strip() + "\nend\n", WrapLines.of(line));
        String exact = "x".repeat(35) + " " + "y".repeat(36);
        assertEquals(exact + "\n", WrapLines.of(exact));
    }

    @Test
    void a_word_longer_than_a_line_stays_whole() {
        String link = "https://example.org/" + "a".repeat(80);
        assertEquals("See\n" + link + "\nnow\n", WrapLines.of("See " + link + " now"));
    }

    @Test
    void a_no_break_space_holds() {
        String line = "x".repeat(70) + " 25,00\u00a0€";
        assertEquals("x".repeat(70) + "\n25,00\u00a0€\n", WrapLines.of(line));
    }
}
