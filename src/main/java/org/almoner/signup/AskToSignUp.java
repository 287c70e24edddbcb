package org.almoner.signup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.almoner.account.MailboxKey;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentRules;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.problem.Violation;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes a wish for the newsletter. Who is known by the address is not looked at, here or later, so
 * the answer and its time are the same for all.
 *
 * <p>Beyond {@link #OF_A_MAILBOX} a wish is answered as ever, and nothing is written or owed for
 * it. What a network or a mailbox has been refused is refused again from memory. What is not known
 * yet goes through {@link #AT_ONCE} doors, so that a flood never holds all connections of the pool.
 */
@ApplicationScoped
class AskToSignUp {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String NETWORK = "sign-up-request";
    private static final String MAILBOX = "sign-up-for-mailbox";
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Wishes for one mailbox, whoever has them. */
    static final List<Limit> OF_A_MAILBOX = List.of(new Limit(10, Duration.ofHours(1)));

    private final ConsentRules rules;
    private final ConsentTexts texts;
    private final NoteSignUp note;
    private final Allowances allowances;
    private final List<Limit> ofANetwork;
    private final Semaphore doors = new Semaphore(AT_ONCE, true);

    AskToSignUp(
            ConsentRules rules,
            ConsentTexts texts,
            NoteSignUp note,
            Allowances allowances,
            @ConfigProperty(name = "almoner.sign-up.requests-per-network") int perNetwork) {
        this.rules = rules;
        this.texts = texts;
        this.note = note;
        this.allowances = allowances;
        this.ofANetwork = List.of(new Limit(perNetwork, WINDOW));
    }

    /**
     * Notes the wish and owes the mail.
     *
     * @param network what requests are counted by
     * @throws DomainProblem 400 when the answers are not to what is asked now, or no box is ticked;
     *     429 when this network has asked too often, whatever the address; 503 when more wishes
     *     come at once than can be counted
     */
    void ask(NoteSignUp.Mailbox mailbox, List<ConsentAnswer> answers, Origin form, String network) {
        List<Violation> violations = rules.violationsOfSignUp(answers, mailbox.audience());
        if (!violations.isEmpty()) {
            throw DomainProblem.invalid(violations);
        }
        String key = MailboxKey.of(mailbox.email()).value();
        if (isLeftInPeace(key, network)) {
            return;
        }
        enter();
        try {
            if (!isLeftInPeace(key, network)) {
                count(key, network, () -> note(mailbox, answers, form));
            }
        } finally {
            doors.release();
        }
    }

    private void note(NoteSignUp.Mailbox mailbox, List<ConsentAnswer> answers, Origin form) {
        var audience = mailbox.audience();
        List<ConsentText> asking =
                texts.shownToSubscriber(
                        audience.country(), audience.locale(), audience.office(), audience.at());
        for (ConsentAnswer answer : answers) {
            if (answer.given()) {
                asking.stream()
                        .filter(it -> it.id().equals(answer.id()))
                        .forEach(it -> note.note(mailbox, it, null, form));
            }
        }
    }

    /** Whether nothing will be noted for the mailbox, as far as is known without the database. */
    private boolean isLeftInPeace(String mailbox, String network) {
        if (allowances.refusesAsKnown(NETWORK, network, ofANetwork)) {
            throw tooMany();
        }
        return allowances.refusesAsKnown(MAILBOX, mailbox, OF_A_MAILBOX);
    }

    private void count(String mailbox, String network, Runnable wish) {
        boolean mayAsk =
                QuarkusTransaction.joiningExisting()
                        .call(
                                () -> {
                                    if (!allowances.use(NETWORK, network, ofANetwork)) {
                                        return false;
                                    }
                                    if (allowances.use(MAILBOX, mailbox, OF_A_MAILBOX)) {
                                        wish.run();
                                    }
                                    return true;
                                });
        if (!mayAsk) {
            throw tooMany();
        }
    }

    private void enter() {
        try {
            if (!doors.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static DomainProblem busy() {
        return DomainProblem.of(
                        ProblemType.UNAVAILABLE, "Many people sign up at the moment; try again.")
                .retryAfter(LONGEST_WAIT);
    }

    private static DomainProblem tooMany() {
        return DomainProblem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many sign-ups were asked for from this network.")
                .retryAfter(WINDOW);
    }
}
