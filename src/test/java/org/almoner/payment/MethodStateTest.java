package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class MethodStateTest {

    @Test
    void theWholeMatrixIsAsReviewed() {
        StringBuilder matrix = new StringBuilder();
        for (MethodState from : MethodState.values()) {
            for (MethodState to : MethodState.values()) {
                matrix.append(
                        "%-8s -> %-8s %s%n".formatted(from, to, from.mayBecome(to) ? "yes" : "-"));
            }
        }
        Golden.matches("payment/method-states.txt", matrix.toString());
    }

    @Test
    void noStateIsEverReachedAgainOnceItWasLeft() {
        for (MethodState state : MethodState.values()) {
            assertFalse(reachableFrom(state).contains(state), state + " can be reached again");
        }
    }

    @Test
    void whatEndedIsNeverCollectedWithAgain() {
        for (MethodState ended :
                EnumSet.of(MethodState.DECLINED, MethodState.EXPIRED, MethodState.REVOKED)) {
            assertFalse(reachableFrom(ended).contains(MethodState.ACTIVE), ended.name());
        }
    }

    private static Set<MethodState> reachableFrom(MethodState start) {
        Set<MethodState> seen = EnumSet.noneOf(MethodState.class);
        Deque<MethodState> open = new ArrayDeque<>(start.successors());
        while (!open.isEmpty()) {
            MethodState next = open.pop();
            if (seen.add(next)) {
                open.addAll(next.successors());
            }
        }
        return seen;
    }
}
