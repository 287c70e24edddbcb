package org.almoner.account;

import java.util.List;
import java.util.Optional;
import org.almoner.donor.DonorView;
import org.almoner.donor.EmailAddress;

/**
 * One person as staff see it.
 *
 * @param account empty for a single record that nobody has signed in to or joined
 * @param records the donors' rows, the one written last first; never empty
 * @param proved addresses by which the person signs in
 * @param joins what staff have joined, the latest first
 */
public record PersonView(
        Optional<AccountId> account,
        List<DonorView> records,
        List<EmailAddress> proved,
        List<JoinView> joins) {

    public PersonView {
        records = List.copyOf(records);
        proved = List.copyOf(proved);
        joins = List.copyOf(joins);
    }

    @Override
    public String toString() {
        return "PersonView[" + account.map(AccountId::toString).orElse("single") + "]";
    }
}
