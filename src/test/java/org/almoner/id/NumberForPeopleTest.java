package org.almoner.id;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumberForPeopleTest {

    private final Ids ids = TestIds.of(InstantSource.system());

    @Test
    void numbers_are_letters_and_digits_with_a_check_character_that_holds() {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            String number = ids.numberForPeople(10);
            assertTrue(number.matches("[0-9A-HJKMNP-TV-Z]{10}[0-9A-HJKMNP-Z]"), number);
            assertTrue(NumberForPeople.isValid(number), number);
            assertTrue(drawn.add(number), number);
        }
    }

    @Test
    void every_single_wrong_character_and_every_swap_of_neighbours_is_found() {
        String number = ids.numberForPeople(10);
        for (int i = 0; i < 10; i++) {
            for (char wrong : NumberForPeople.ALPHABET.toCharArray()) {
                if (wrong != number.charAt(i)) {
                    String spoiled = number.substring(0, i) + wrong + number.substring(i + 1);
                    assertFalse(NumberForPeople.isValid(spoiled), spoiled);
                }
            }
            swapped(number, i);
        }
    }

    private static void swapped(String number, int at) {
        char[] characters = number.toCharArray();
        characters[at] = number.charAt(at + 1);
        characters[at + 1] = number.charAt(at);
        if (characters[at] != characters[at + 1]) {
            assertFalse(NumberForPeople.isValid(String.valueOf(characters)));
        }
    }
}
