package org.almoner.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
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
 */
@ApplicationScoped
class AskToSignIn {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final SignInTable table;
    private final SignInSecrets secrets;
    private final Allowances allowances;
    private final Outbox outbox;
    private final DonorAccessConfig config;
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
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Notes the wish and owes the mail.
     *
     * @throws DomainProblem 429 when this network has asked too often, whatever the address
     */
    @Transactional
    void ask(EmailAddress email, String locale, Browser browser, Network network) {
        boolean mayAsk =
                allowances.use(
                        "sign-in-request",
                        network.counted(),
                        List.of(new Limit(config.requestsPerNetwork(), WINDOW)));
        if (!mayAsk) {
            throw DomainProblem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many sign-ins were asked for from this network.")
                    .retryAfter(WINDOW);
        }
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
