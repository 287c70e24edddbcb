package org.almoner.account;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Joins records that are one person, and takes them apart again. Gifts, recurring gifts, consents
 * and statements hang on donors' rows and follow them; none of them is touched, so what was issued
 * stays as it was issued.
 */
@Singleton
public class PeopleDesk {

    private final JoinTable joins;
    private final AccountTable accounts;
    private final DonorBook donors;
    private final InstantSource clock;
    private final Ids ids;

    PeopleDesk(
            JoinTable joins,
            AccountTable accounts,
            DonorBook donors,
            InstantSource clock,
            Ids ids) {
        this.joins = joins;
        this.accounts = accounts;
        this.donors = donors;
        this.clock = clock;
        this.ids = ids;
    }

    /** The person a donor's row belongs to, with all that is this person. */
    public Optional<PersonView> find(DonorId row) {
        Optional<AccountId> account = joins.accountOf(row);
        Set<DonorId> rows = account.map(accounts::donorsOf).orElse(Set.of(row));
        List<DonorView> records = List.copyOf(donors.findAll(rows).values());
        if (records.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new PersonView(
                        account,
                        records,
                        account.map(joins::provedAddresses).orElse(List.of()),
                        account.map(joins::of).orElse(List.of())));
    }

    /** The person of an account; empty when no record belongs to it (any more). */
    public Optional<PersonView> find(AccountId account) {
        return accounts.donorsOf(account).stream().findFirst().flatMap(this::find);
    }

    /**
     * Joins the person of the second row to that of the first, inside the caller's transaction.
     * Addresses that either had proved sign in to both from here on.
     *
     * @param by opaque id of the member of staff
     * @param reason why they are one person, for the record; no personal data
     * @throws DomainProblem 409 when they are one person already
     */
    @Transactional(TxType.MANDATORY)
    public JoinView join(DonorId into, DonorId from, String by, String reason) {
        joins.lock(into, from);
        Optional<AccountId> first = joins.accountOf(into);
        Optional<AccountId> second = joins.accountOf(from);
        if (into.equals(from) || (first.isPresent() && first.equals(second))) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "The two records are one person already.");
        }
        Instant now = clock.instant();
        AccountId kept =
                first.or(() -> second)
                        .orElseGet(
                                () ->
                                        accounts.create(
                                                donors.find(into).orElseThrow().locale(), now));
        Optional<AccountId> emptied = first.isPresent() ? second : Optional.empty();
        Set<DonorId> moving = new java.util.LinkedHashSet<>();
        if (first.isEmpty()) {
            moving.add(into);
        }
        if (second.isEmpty()) {
            moving.add(from);
        }
        accounts.join(kept, moving, "STAFF", now);
        emptied.map(accounts::donorsOf).ifPresent(moving::addAll);
        List<UUID> addresses = emptied.map(it -> joins.moveAll(it, kept)).orElse(List.<UUID>of());
        JoinTable.Stored stored =
                new JoinTable.Stored(
                        ids.next(),
                        kept,
                        emptied,
                        moving,
                        addresses,
                        first.isEmpty() && second.isEmpty());
        joins.note(stored, now, by, reason);
        return new JoinView(stored.id(), kept, emptied, moving.size(), now, reason, null);
    }

    /** A join that staff made, whatever became of it. */
    public Optional<JoinView> findJoin(UUID id) {
        return joins.find(id);
    }

    /**
     * Takes apart again what was joined, inside the caller's transaction: rows and addresses go
     * back to where they were, also rows that have come since by an address that goes back.
     *
     * @throws DomainProblem 404 when there is no such join, 409 when it was undone already or a
     *     later join of the same person has to be undone first
     */
    @Transactional(TxType.MANDATORY)
    public JoinView undo(UUID id, String by) {
        JoinTable.Stored stored = joins.locked(id).orElseThrow(DomainProblem::notFound);
        if (joins.find(id).orElseThrow().undoneAt() != null) {
            throw DomainProblem.of(ProblemType.WRONG_STATE, "It was undone already.");
        }
        if (joins.hasLater(stored)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The same person was joined again later; undo the later one first.");
        }
        joins.moveBack(stored);
        joins.noteUndone(id, clock.instant(), by);
        return joins.find(id).orElseThrow();
    }
}
