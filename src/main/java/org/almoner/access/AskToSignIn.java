package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
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
 * transaction is opened: a flood must cost others nothing (F8). Such a wish counts for nobody.
 */
@ApplicationScoped
class AskToSignIn {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String NETWORK = "sign-in-request";
    private static final String MAILBOX = "sign-in-for-mailbox";

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
     * @throws DomainProblem 429 when this network has asked too often, whatever the address
     */
    void ask(EmailAddress email, String locale, Browser browser, Network network) {
        String mailbox = MailboxKey.of(email).value();
        if (allowances.refusesAsKnown(NETWORK, network.counted(), ofANetwork)) {
            throw tooMany();
        }
        if (allowances.refusesAsKnown(MAILBOX, mailbox, OF_A_MAILBOX)) {
            return;
        }
        boolean mayAsk =
                QuarkusTransaction.joiningExisting()
                        .call(
                                () -> {
                                    if (!allowances.use(NETWORK, network.counted(), ofANetwork)) {
                                        return false;
                                    }
                                    if (allowances.use(MAILBOX, mailbox, OF_A_MAILBOX)) {
                                        note(email, locale, browser, network);
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
