package org.almoner.signup;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.account.Accounts;
import org.almoner.account.PersonAtAddress;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentTexts;
import org.almoner.donor.DonorId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Makes a yes count when its mailbox confirms it. The sign-up keeps the click as proof; where a
 * donor is behind it, the yes becomes a link of the donor's chain as well, so that the portal shows
 * it and it can be taken back there.
 */
@Singleton
public class ConfirmSignUp {

    private final SignUpTable table;
    private final ConsentTexts texts;
    private final ConsentLedger ledger;
    private final ConsentHistory history;
    private final Accounts accounts;
    private final InstantSource clock;

    ConfirmSignUp(
            SignUpTable table,
            ConsentTexts texts,
            ConsentLedger ledger,
            ConsentHistory history,
            Accounts accounts,
            InstantSource clock) {
        this.table = table;
        this.texts = texts;
        this.ledger = ledger;
        this.history = history;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Confirms, in the caller's transaction; of many with one secret one does.
     *
     * @return whether the secret is of a sign-up at all
     * @throws DomainProblem 409 when it was used already, has run out, when its text is not shown
     *     any more, or when the person has said no since; nothing is changed then
     */
    @Transactional(TxType.MANDATORY)
    public boolean with(String secret, Origin click) {
        Optional<SignUp> found = table.locked(SignUpSecrets.hash(secret));
        found.ifPresent(it -> confirm(it, click, clock.instant()));
        return found.isPresent();
    }

    private void confirm(SignUp signUp, Origin click, Instant now) {
        if (signUp.state() == SignUp.State.CONFIRMED) {
            throw refused("This has been confirmed already.");
        }
        if (!signUp.isOpenAt(now)) {
            throw refused("The link has run out. Sign up again to get another one.");
        }
        if (!texts.isShown(signUp.text().id(), signUp.text().version(), signUp.audience(now))) {
            throw refused(
                    "What was agreed to is not asked in these words any more. Sign up again.");
        }
        Collection<DonorId> person = person(signUp);
        if (saidNoSince(signUp, person)) {
            throw refused("The answer has been changed since. Sign up again if you want to.");
        }
        if (!table.confirm(signUp.id(), click, now)) {
            throw refused("This has been confirmed already.");
        }
        chain(signUp, person)
                .ifPresent(
                        donor ->
                                ledger.append(
                                        donor,
                                        List.of(
                                                new ConsentAnswer(
                                                        signUp.text().id(),
                                                        signUp.text().version(),
                                                        true)),
                                        new ConsentCircumstances(
                                                signUp.audience(now),
                                                click.ip(),
                                                click.userAgent(),
                                                "sign-up " + signUp.id(),
                                                ConsentMethod.CONFIRMATION)));
    }

    private static DomainProblem refused(String why) {
        return DomainProblem.of(ProblemType.WRONG_STATE, why);
    }

    /** The rows of the donor who said it; else of the one person who is known by the address. */
    private Collection<DonorId> person(SignUp signUp) {
        if (signUp.said() != null) {
            DonorId donor = new DonorId(signUp.said().donor());
            return accounts.personsOf(List.of(donor)).getOrDefault(donor, Set.of(donor));
        }
        List<PersonAtAddress> people = accounts.peopleAt(signUp.email());
        // Of several who share a mailbox nobody knows who clicked: it stays a yes of the mailbox.
        if (people.size() != 1) {
            return Set.of();
        }
        DonorId latest = people.get(0).latest().id();
        return accounts.personsOf(List.of(latest)).getOrDefault(latest, Set.of(latest));
    }

    /** The donor's own chain, or that of the row written last: ids grow with time. */
    private static Optional<DonorId> chain(SignUp signUp, Collection<DonorId> person) {
        return signUp.said() != null
                ? Optional.of(new DonorId(signUp.said().donor()))
                : person.stream().max(Comparator.comparing(DonorId::toString));
    }

    /** A no that was said after asking is younger than the mail, whenever the mail is clicked. */
    private boolean saidNoSince(SignUp signUp, Collection<DonorId> person) {
        return !person.isEmpty()
                && history.standing(person).stream()
                        .filter(it -> it.purpose() == ConsentPurpose.NEWSLETTER)
                        .filter(it -> it.channel() == ConsentChannel.EMAIL)
                        .filter(it -> it.recipient().equals(signUp.recipient()))
                        .filter(it -> it.at().isAfter(signUp.askedAt()))
                        .anyMatch(ConfirmSignUp::isNo);
    }

    private static boolean isNo(ConsentStanding told) {
        return told.state() == ConsentState.OBJECTED
                || told.state() == ConsentState.WITHDRAWN
                || (told.state() == ConsentState.REFUSED && told.method() == ConsentMethod.PORTAL);
    }
}
