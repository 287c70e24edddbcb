package org.almoner.donation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class DonationStateTest {

    @Test
    void theWholeMatrixIsAsReviewed() {
        StringBuilder matrix = new StringBuilder();
        for (DonationState from : DonationState.values()) {
            for (DonationState to : DonationState.values()) {
                matrix.append(
                        "%-16s -> %-16s %s%n"
                                .formatted(from, to, from.mayBecome(to) ? "yes" : "-"));
            }
        }
        Golden.matches("donation/donation-states.txt", matrix.toString());
    }

    @Test
    void whatAPledgeTellsDependsOnItsPaymentAndEverythingElseOnTheGift() {
        for (GiftStatus payment : GiftStatus.values()) {
            assertEquals(payment, DonationState.PLEDGED.status(payment));
            assertNotEquals(GiftStatus.PENDING, DonationState.SETTLED.status(payment));
        }
    }
}
