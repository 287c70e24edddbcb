package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.almoner.account.MailboxKey;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.outbox.Outbox;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Takes a wish to sign in. Whether anybody is known by the address is not looked at here, so the
 * answer and its time are the same for all; the mail, if there is one, leaves later (AU-4).
 *
 * <p>A mailbox for which many sign-ins were asked is left in peace: beyond {@link #OF_A_MAILBOX} a
 * wish is answered as ever and nothing is written or owed for it. They are counted for every
 * address, known or not, so that this says nothing about whom we know either. They are many more
 * than the mails a mailbox gets ({@code MailboxBudget}), and as short as a link's life, so that
 * whoever is flooded can sign in soon after it.
 *
 * <p>What a network or a mailbox has been refused is refused again from memory, before a
 * transaction is opened: a flood must cost others nothing (F8). Such a wish counts for nobody. What
 * is not known yet goes through {@link #AT_ONCE} doors, so that those who wait for one another's
 * count never hold all connections of the pool.
 */
@ApplicationScoped
class AskToSignIn {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String NETWORK = "sign-in-request";
    private static final String MAILBOX = "sign-in-for-mailbox";

    /** A quarter of the pool; more than enough, since each is through in milliseconds. */
    static final int AT_ONCE = 4;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Wishes for one mailbox, whoever has them. */
    static final List<Limit> OF_A_MAILBOX = List.of(new Limit(30, WINDOW));

    private final SignInTable table;
    private final SignInSecrets secrets;
    private final Allowances allowances;
    private final Outbox outbox;
    private final DonorAccessConfig config;
    private final List<Limit> ofANetwork;
    private final InstantSource clock;
    private final Ids ids;
    private final Semaphore doors = new Semaphore(AT_ONCE, true);

    AskToSignIn(
            SignInTable table,
            SignInSecrets secrets,
            Allowances allowances,
            Outbox outbox,
            DonorAccessConfig config,
            InstantSource clock,
            Ids ids) {
        this.table = table;
        this.secrets = secrets;
        this.allowances = allowances;
        this.outbox = outbox;
        this.config = config;
        this.ofANetwork = List.of(new Limit(config.requestsPerNetwork(), WINDOW));
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Notes the wish and owes the mail.
     *
     * @throws DomainProblem 429 when this network has asked too often, whatever the address; 503
     *     when more wishes come at once than can be counted
     */
    void ask(EmailAddress email, String locale, Browser browser, Network network) {
        String mailbox = MailboxKey.of(email).value();
        if (isLeftInPeace(mailbox, network)) {
            return;
        }
        enter();
        try {
            if (!isLeftInPeace(mailbox, network)) {
                count(mailbox, network, () -> note(email, locale, browser, network));
            }
        } finally {
            doors.release();
        }
    }

    /** Whether nothing will be noted for the mailbox, as far as is known without the database. */
    private boolean isLeftInPeace(String mailbox, Network network) {
        if (allowances.refusesAsKnown(NETWORK, network.counted(), ofANetwork)) {
            throw tooMany();
        }
        return allowances.refusesAsKnown(MAILBOX, mailbox, OF_A_MAILBOX);
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
                        ProblemType.UNAVAILABLE,
                        "Many sign-ins are asked for at the moment; try again.")
                .retryAfter(LONGEST_WAIT);
    }

    private void count(String mailbox, Network network, Runnable wish) {
        boolean mayAsk =
                QuarkusTransaction.joiningExisting()
                        .call(
                                () -> {
                                    if (!allowances.use(NETWORK, network.counted(), ofANetwork)) {
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

    private static DomainProblem tooMany() {
        return DomainProblem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many sign-ins were asked for from this network.")
                .retryAfter(WINDOW);
    }

    private void note(EmailAddress email, String locale, Browser browser, Network network) {
        Instant now = clock.instant();
        UUID id = ids.next();
        table.add(
                new SignInRequest(
                        id,
                        email,
                        locale,
                        browser.hash(),
                        browser.name(),
                        network.shown(),
                        SignInRequest.State.OPEN,
                        now,
                        now.plus(config.link())),
                Hashes.of(secrets.link(id)));
        outbox.owe(SignInMailHandler.KIND, id, 1);
    }
}
