package org.almoner.access;

import java.util.Set;
import org.almoner.account.AccountId;
import org.almoner.donor.DonorId;

/**
 * A session that has not ended: whose it is, the language that person reads, and the rows that are
 * this person.
 */
record LiveSession(AccountId account, String language, Set<DonorId> donors) {

    LiveSession {
        donors = Set.copyOf(donors);
    }
}
