package org.almoner.account;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.donor.EmailAddress;

/**
 * Who is reached by an address.
 *
 * <p>An account is reached by addresses that were proved for it, and by no others. A row that
 * belongs to no account yet is reached by the address its donor wrote into it, once that mailbox
 * has been shown to be under control: the donor named the address, and the address' holder answers
 * to it. A row in an account is never reached by the address it was written with unless that was
 * proved for the account.
 */
@Singleton
public class Accounts {

    private final AccountTable table;
    private final DonorBook donors;

    Accounts(AccountTable table, DonorBook donors) {
        this.table = table;
        this.donors = donors;
    }

    /** Who may be behind an address, whoever wrote last first; empty when nobody is. */
    public List<PersonAtAddress> peopleAt(EmailAddress address) {
        MailboxKey mailbox = MailboxKey.of(address);
        Map<DonorId, Optional<AccountId>> rows = table.rowsAt(mailbox);
        Map<DonorId, DonorView> views = donors.findAll(rows.keySet());
        Map<DonorId, DonorView> written = donors.findAllAsWritten(rows.keySet());
        Map<AccountId, Set<Face>> faces = new LinkedHashMap<>();
        Map<AccountId, DonorView> latest = new LinkedHashMap<>();
        Map<Face, List<DonorView>> fresh = new LinkedHashMap<>();
        rows.forEach(
                (id, account) -> {
                    DonorView view = views.get(id);
                    Face face = Face.of(view.details());
                    if (account.isPresent()) {
                        // By both names: forms that a browser fills in still say the old one.
                        Set<Face> known =
                                faces.computeIfAbsent(account.get(), none -> new HashSet<>());
                        known.add(face);
                        known.add(Face.of(written.get(id).details()));
                        latest.putIfAbsent(account.get(), view);
                    } else {
                        fresh.computeIfAbsent(face, none -> new ArrayList<>()).add(view);
                    }
                });
        List<PersonAtAddress> people = new ArrayList<>();
        faces.forEach(
                (account, known) -> {
                    Set<DonorId> joining = new HashSet<>();
                    known.forEach(face -> joining.addAll(ids(fresh.remove(face))));
                    people.add(
                            new PersonAtAddress(
                                    account.value(), account, latest.get(account), joining));
                });
        fresh.values()
                .forEach(
                        same ->
                                people.add(
                                        new PersonAtAddress(
                                                same.get(same.size() - 1).id().value(),
                                                null,
                                                same.get(0),
                                                ids(same))));
        return List.copyOf(people);
    }

    private static Set<DonorId> ids(List<DonorView> views) {
        Set<DonorId> ids = new HashSet<>();
        if (views != null) {
            views.forEach(view -> ids.add(view.id()));
        }
        return ids;
    }

    /**
     * The person's account, made if there is none, with all rows that have become reachable; inside
     * the caller's transaction. Two at once for one address wait for each other.
     *
     * @param address whose mailbox was shown to be under control just now
     * @param person one of {@link #peopleAt}; empty when that person is not there (any more)
     */
    @Transactional(TxType.MANDATORY)
    public Optional<AccountId> open(EmailAddress address, UUID person, Instant now) {
        table.lock(MailboxKey.of(address));
        return peopleAt(address).stream()
                .filter(it -> it.id().equals(person))
                .findFirst()
                .map(it -> open(address, it, now));
    }

    private AccountId open(EmailAddress address, PersonAtAddress person, Instant now) {
        AccountId account =
                person.account() != null
                        ? person.account()
                        : table.create(person.latest().locale(), now);
        table.prove(account, asWritten(address, person), MailboxKey.of(address), now);
        table.join(account, person.fresh(), "SIGN_IN", now);
        return account;
    }

    /** Of two spellings of one mailbox the donor's own, not the one typed to sign in. */
    private static EmailAddress asWritten(EmailAddress typed, PersonAtAddress person) {
        EmailAddress written = person.latest().details().email();
        return MailboxKey.of(written).equals(MailboxKey.of(typed)) ? written : typed;
    }

    /** The rows that are this person. */
    public Set<DonorId> donorsOf(AccountId account) {
        return table.donorsOf(account);
    }

    /**
     * For many rows the rows of the person each belongs to, in one statement; a row without an
     * account is a person by itself.
     */
    public Map<DonorId, Set<DonorId>> personsOf(Collection<DonorId> rows) {
        return table.personsOf(rows);
    }
}
