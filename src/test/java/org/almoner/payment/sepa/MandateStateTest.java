package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class MandateStateTest {

    @Test
    void theWholeMatrixIsAsReviewed() {
        StringBuilder matrix = new StringBuilder();
        for (MandateState from : MandateState.values()) {
            for (MandateState to : MandateState.values()) {
                matrix.append(
                        "%-9s -> %-9s %s%n".formatted(from, to, from.mayBecome(to) ? "yes" : "-"));
            }
        }
        Golden.matches("sepa/mandate-states.txt", matrix.toString());
    }

    @Test
    void whatEndedForGoodNeverComesBack() {
        assertEquals(Set.of(), MandateState.REVOKED.successors());
        assertEquals(Set.of(), MandateState.EXPIRED.successors());
    }
}
