package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.problem.DomainProblem;

/** Shows one gift of the donor. */
@Singleton
class ShowMyGift {

    private final MyGiftsTable gifts;
    private final DescribeGift describe;
    private final CurrentDonor donor;

    ShowMyGift(MyGiftsTable gifts, DescribeGift describe, CurrentDonor donor) {
        this.gifts = gifts;
        this.describe = describe;
        this.donor = donor;
    }

    /**
     * The gift.
     *
     * @throws DomainProblem 404, the same for an unknown gift and for one of somebody else
     */
    MyGift show(UUID id) {
        return gifts.find(donor.donors(), id)
                .map(row -> describe.describe(row, donor.language()))
                .orElseThrow(DomainProblem::notFound);
    }
}
