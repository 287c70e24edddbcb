package org.almoner.signup;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentHistory;
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
    private final ConsentHistory history;
    private final PersonBehind person;
    private final InstantSource clock;

    ConfirmSignUp(
            SignUpTable table,
            ConsentTexts texts,
            ConsentHistory history,
            PersonBehind person,
            InstantSource clock) {
        this.table = table;
        this.texts = texts;
        this.history = history;
        this.person = person;
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
        if (signUp.state() == SignUp.State.WITHDRAWN) {
            throw refused("This has been taken back. Sign up again if you want to.");
        }
        if (!signUp.isOpenAt(now)) {
            throw refused("The link has run out. Sign up again to get another one.");
        }
        if (!texts.isShown(signUp.text().id(), signUp.text().version(), signUp.audience(now))) {
            throw refused(
                    "What was agreed to is not asked in these words any more. Sign up again.");
        }
        if (saidNoSince(signUp)) {
            throw refused("The answer has been changed since. Sign up again if you want to.");
        }
        if (!table.confirm(signUp.id(), click, now)) {
            throw refused("This has been confirmed already.");
        }
        person.tell(signUp, true, click, signUp.audience(now));
    }

    private static DomainProblem refused(String why) {
        return DomainProblem.of(ProblemType.WRONG_STATE, why);
    }

    /** A no that was said after asking is younger than the mail, whenever the mail is clicked. */
    private boolean saidNoSince(SignUp signUp) {
        Collection<DonorId> rows = person.of(signUp);
        return !rows.isEmpty()
                && history.standing(rows).stream()
                        .filter(it -> it.purpose() == ConsentPurpose.NEWSLETTER)
                        .filter(it -> it.channel() == ConsentChannel.EMAIL)
                        .filter(it -> it.recipient().equals(signUp.recipient()))
                        .filter(it -> it.at().isAfter(signUp.askedAt()))
                        .anyMatch(ConfirmSignUp::isNo);
    }

    private static boolean isNo(ConsentStanding told) {
        return told.state() == ConsentState.OBJECTED
                || told.state() == ConsentState.WITHDRAWN
                || (told.state() == ConsentState.REFUSED
                        && (told.method() == ConsentMethod.PORTAL || told.method().isByStaff()));
    }
}
