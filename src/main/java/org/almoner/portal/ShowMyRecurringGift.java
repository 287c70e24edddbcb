package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.payment.MethodDesk;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.InstalmentView;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftId;

/** Shows one recurring gift of the donor. */
@ApplicationScoped
class ShowMyRecurringGift {

    private static final int LATEST = 25;

    private final MyRecurringGiftsTable table;
    private final DescribeRecurringGift describe;
    private final RecurringGiftHistory history;
    private final MethodDesk methods;
    private final CurrentDonor donor;

    ShowMyRecurringGift(
            MyRecurringGiftsTable table,
            DescribeRecurringGift describe,
            RecurringGiftHistory history,
            MethodDesk methods,
            CurrentDonor donor) {
        this.table = table;
        this.describe = describe;
        this.history = history;
        this.methods = methods;
        this.donor = donor;
    }

    /**
     * The recurring gift with its latest instalments. Whoever was sent to a provider's page for
     * another payment method may be back from it.
     *
     * @throws DomainProblem 404, the same for an unknown one and for one of somebody else
     */
    @Transactional
    MyRecurringDetail show(UUID id) {
        MyRecurringGiftsTable.Row row = mine(id);
        if (row.methodPending()) {
            methods.donorMayBeBack(id);
        }
        PlainWords words = describe.words(row.office(), donor.language());
        RecurringGiftId gift = new RecurringGiftId(id);
        List<InstalmentView> latest = history.instalments(gift, Integer.MAX_VALUE, LATEST);
        return new MyRecurringDetail(
                describe.describe(row, donor.language()),
                describe.ahead(row, latest),
                latest.stream().map(it -> describe.instalment(it, words)).toList(),
                history.events(gift).stream().map(it -> describe.happened(it, words)).toList(),
                describe.warning(row, donor.language()));
    }

    /** Instalments, latest first, from where the cursor says. */
    @Transactional
    Listing<MyRecurringDetail.MyInstalment> instalments(UUID id, PageRequest wanted) {
        MyRecurringGiftsTable.Row row = mine(id);
        PlainWords words = describe.words(row.office(), donor.language());
        int before = wanted.markAs(Integer::valueOf).orElse(Integer.MAX_VALUE);
        List<MyRecurringDetail.MyInstalment> found =
                history.instalments(new RecurringGiftId(id), before, wanted.limit() + 1).stream()
                        .map(it -> describe.instalment(it, words))
                        .toList();
        return Listing.of(found, wanted.limit(), last -> String.valueOf(last.number()));
    }

    /** The recurring gift, if it is the donor's; whose it is never changes. */
    MyRecurringGiftsTable.Row mine(UUID id) {
        return table.require(donor.donors(), id);
    }
}
