package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class PaymentStateTest {

    @Test
    void theWholeMatrixIsAsReviewed() {
        StringBuilder matrix = new StringBuilder();
        for (PaymentState from : PaymentState.values()) {
            for (PaymentState to : PaymentState.values()) {
                matrix.append(
                        "%-16s -> %-16s %s%n"
                                .formatted(from, to, from.mayBecome(to) ? "yes" : "-"));
            }
        }
        Golden.matches("payment/payment-states.txt", matrix.toString());
    }

    @Test
    void noStateIsEverReachedAgainOnceItWasLeft() {
        for (PaymentState state : PaymentState.values()) {
            assertFalse(reachableFrom(state).contains(state), state + " can be reached again");
        }
    }

    @Test
    void moneyThatCameIsNeverForgotten() {
        for (PaymentState state : PaymentState.values()) {
            if (state.wasSettled()) {
                Set<PaymentState> later = reachableFrom(state);
                later.removeIf(PaymentState::wasSettled);
                assertEquals(Set.of(), later);
            }
        }
    }

    private static Set<PaymentState> reachableFrom(PaymentState start) {
        Set<PaymentState> seen = EnumSet.noneOf(PaymentState.class);
        Deque<PaymentState> open = new ArrayDeque<>(start.successors());
        while (!open.isEmpty()) {
            PaymentState next = open.pop();
            if (seen.add(next)) {
                open.addAll(next.successors());
            }
        }
        return seen;
    }
}
