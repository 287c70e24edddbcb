package org.almoner.signup;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentTexts;
import org.almoner.consent.ConsentsGiven;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;

/**
 * A box ticked with a gift, or a yes by telephone, whose text asks for a confirmation, owes the
 * mail in the transaction that writes the answer down: nobody has seen that the mailbox is the
 * speaker's (BGH I ZR 164/09). Signed in, the mailbox has been proved already, and a signature is a
 * declaration in written form; and whoever confirmed before and has not said no since is not asked
 * again.
 */
@Singleton
class OweConfirmations {

    private final ConsentTexts texts;
    private final DonorBook donors;
    private final Accounts accounts;
    private final ConsentHistory history;
    private final NoteSignUp note;

    OweConfirmations(
            ConsentTexts texts,
            DonorBook donors,
            Accounts accounts,
            ConsentHistory history,
            NoteSignUp note) {
        this.texts = texts;
        this.donors = donors;
        this.accounts = accounts;
        this.history = history;
        this.note = note;
    }

    void follow(@Observes ConsentsGiven told) {
        boolean isProved =
                told.method() != ConsentMethod.WIZARD && told.method() != ConsentMethod.STAFF_PHONE;
        if (isProved || told.given().stream().noneMatch(ConsentsGiven.One::doubleOptIn)) {
            return;
        }
        DonorView donor = donors.find(told.donor()).orElseThrow();
        var mailbox = new NoteSignUp.Mailbox(donor.details().email(), told.audience());
        Set<UUID> waiting = waiting(told.donor());
        for (ConsentsGiven.One one : told.given()) {
            if (waiting.contains(one.event())) {
                texts.find(one.textId(), one.textVersion(), told.audience())
                        .ifPresent(
                                text ->
                                        note.note(
                                                mailbox,
                                                text,
                                                new SignUp.Said(told.donor().value(), one.event()),
                                                Origin.NONE));
            }
        }
    }

    /** Answers of the person that count and still need the mailbox. */
    private Set<UUID> waiting(DonorId donor) {
        return history
                .standing(accounts.personsOf(List.of(donor)).getOrDefault(donor, Set.of(donor)))
                .stream()
                .filter(ConsentStanding::awaitsConfirmation)
                .map(ConsentStanding::event)
                .collect(Collectors.toSet());
    }
}
