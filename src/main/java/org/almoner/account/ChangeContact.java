package org.almoner.account;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.almoner.donor.ContactBook;
import org.almoner.donor.PresentContact;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Notes what a person says of himself from now on; no donor's row is touched. */
@Singleton
public class ChangeContact {

    private final ContactBook contacts;
    private final AccountTable accounts;
    private final AddressChangeTable addresses;
    private final InstantSource clock;

    ChangeContact(
            ContactBook contacts,
            AccountTable accounts,
            AddressChangeTable addresses,
            InstantSource clock) {
        this.contacts = contacts;
        this.accounts = accounts;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Takes over everything but the address of mails, which only its mailbox can change.
     *
     * @param seen the state the person has seen
     * @param wanted what it becomes; its mail address is not looked at
     * @throws DomainProblem STALE_EDIT when something else was said in the meantime
     */
    @Transactional
    public void change(AccountId account, ContactView seen, PresentContact wanted) {
        addresses.lock(account);
        PresentContact contact =
                new PresentContact(wanted.details().at(seen.email()), wanted.locale());
        if (!contacts.write(account.value(), contact, seen.version(), clock.instant())) {
            throw stale();
        }
        accounts.speak(account, contact.locale());
    }

    /** The refusal of an edit that is based on something old. */
    public static DomainProblem stale() {
        return DomainProblem.of(
                ProblemType.STALE_EDIT, "It was changed since it was read; read it again.");
    }
}
