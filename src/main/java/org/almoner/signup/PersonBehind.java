package org.almoner.signup;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.account.Accounts;
import org.almoner.account.PersonAtAddress;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMethod;
import org.almoner.donor.DonorId;

/**
 * Finds the donor behind a sign-up, if there is exactly one, and writes what the mailbox said to
 * the donor's chain.
 */
@Singleton
class PersonBehind {

    private final Accounts accounts;
    private final ConsentLedger ledger;

    PersonBehind(Accounts accounts, ConsentLedger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** The rows of the donor who said it; else of the one person who is known by the address. */
    Collection<DonorId> of(SignUp signUp) {
        if (signUp.said() != null) {
            return rowsOf(new DonorId(signUp.said().donor()));
        }
        List<PersonAtAddress> people = accounts.peopleAt(signUp.email());
        // Of several who share a mailbox nobody knows who clicked: it stays an act of the mailbox.
        return people.size() == 1 ? rowsOf(people.get(0).latest().id()) : Set.of();
    }

    private Collection<DonorId> rowsOf(DonorId donor) {
        return accounts.personsOf(List.of(donor)).getOrDefault(donor, Set.of(donor));
    }

    /** Writes a yes or a no to the person's chain, if there is a person. */
    void tell(SignUp signUp, boolean yes, Origin click, ConsentAudience audience) {
        chain(signUp)
                .ifPresent(
                        donor ->
                                ledger.append(
                                        donor,
                                        List.of(
                                                new ConsentAnswer(
                                                        signUp.text().id(),
                                                        signUp.text().version(),
                                                        yes)),
                                        new ConsentCircumstances(
                                                audience,
                                                click.ip(),
                                                click.userAgent(),
                                                "sign-up " + signUp.id(),
                                                ConsentMethod.CONFIRMATION)));
    }

    /** The donor's own chain, or that of the row written last: ids grow with time. */
    private Optional<DonorId> chain(SignUp signUp) {
        return signUp.said() != null
                ? Optional.of(new DonorId(signUp.said().donor()))
                : of(signUp).stream().max(Comparator.comparing(DonorId::toString));
    }
}
