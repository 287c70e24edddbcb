package org.almoner.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorView;
import org.almoner.donor.PresentContact;
import org.almoner.problem.DomainProblem;

/** Tells how a person is addressed and reached today. */
@Singleton
public class ShowContact {

    private final AccountTable accounts;
    private final DonorBook donors;
    private final InstantSource clock;

    ShowContact(AccountTable accounts, DonorBook donors, InstantSource clock) {
        this.accounts = accounts;
        this.donors = donors;
        this.clock = clock;
    }

    /**
     * What the person said last: in the portal, or in the row that was written last.
     *
     * @throws DomainProblem 404 when no donor's row belongs to the account any more
     */
    public ContactView of(AccountId account) {
        AccountTable.Latest latest = accounts.latest(account).orElseThrow(DomainProblem::notFound);
        DonorView donor = donors.find(latest.donor()).orElseThrow(DomainProblem::notFound);
        AccountTable.Reach reach = accounts.reach(account, clock.instant());
        return new ContactView(
                new PresentContact(reached(donor.details(), reach.proved()), donor.locale()),
                donor.office(),
                latest.version(),
                reach.proved(),
                reach.pending());
    }

    /** A row may name an address that nobody proved; mails go to one that somebody did. */
    private static DonorDetails reached(DonorDetails details, List<ProvedAddress> addresses) {
        MailboxKey written = MailboxKey.of(details.email());
        boolean isProved =
                addresses.isEmpty()
                        || addresses.stream()
                                .anyMatch(it -> MailboxKey.of(it.address()).equals(written));
        return isProved ? details : details.at(addresses.get(0).address());
    }
}
