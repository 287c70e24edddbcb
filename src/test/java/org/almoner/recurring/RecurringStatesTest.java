package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BiPredicate;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class RecurringStatesTest {

    @Test
    void the_matrix_of_recurring_gifts_is_the_published_one() {
        Golden.matches(
                "recurring/recurring-gift-states.txt",
                matrix(RecurringGiftState.values(), RecurringGiftState::mayBecome));
    }

    @Test
    void the_matrix_of_instalments_is_the_published_one() {
        Golden.matches(
                "recurring/instalment-states.txt",
                matrix(InstalmentState.values(), InstalmentState::mayBecome));
    }

    @Test
    void what_is_over_never_lives_again() {
        assertTrue(
                Arrays.stream(RecurringGiftState.values())
                        .filter(RecurringGiftState::isOver)
                        .noneMatch(RecurringGiftState::isLive));
    }

    private static <S extends Enum<S>> String matrix(S[] states, BiPredicate<S, S> mayBecome) {
        StringBuilder text = new StringBuilder();
        for (S from : states) {
            text.append(from).append(" ->");
            for (S to : states) {
                if (mayBecome.test(from, to)) {
                    text.append(' ').append(to);
                }
            }
            text.append('\n');
        }
        return text.toString();
    }
}
