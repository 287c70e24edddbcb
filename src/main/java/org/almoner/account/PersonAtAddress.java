package org.almoner.account;

import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;

/**
 * Somebody who may be the one who proved to control an address.
 *
 * @param id the account's, or of one of the rows where there is no account yet; the same as long as
 *     nothing changes
 * @param account {@code null} when nobody has signed in as this person yet
 * @param latest the row that was written last, for name, office and language
 * @param fresh rows with this address and name that belong to no account yet
 */
public record PersonAtAddress(UUID id, AccountId account, DonorView latest, Set<DonorId> fresh) {

    public PersonAtAddress {
        fresh = Set.copyOf(fresh);
    }

    @Override
    public String toString() {
        return "PersonAtAddress[" + id + "]";
    }
}
