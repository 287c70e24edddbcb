package org.almoner.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.almoner.account.AccountId;
import org.almoner.donor.DonorId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * The donor who makes the current request: one account, and the donors' rows that are this person.
 * Everything behind {@code /v1/me} takes from here what it may show and change, and nothing from
 * the request. The session is looked at once in each request, so an ended one is refused at once.
 */
@RequestScoped
public class CurrentDonor {

    private final SecurityIdentity identity;
    private final SessionTable sessions;
    private final DonorAccessConfig config;
    private final InstantSource clock;
    private LiveSession live;

    CurrentDonor(
            SecurityIdentity identity,
            SessionTable sessions,
            DonorAccessConfig config,
            InstantSource clock) {
        this.identity = identity;
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
    }

    private DonorPrincipal principal() {
        if (identity.getPrincipal() instanceof DonorPrincipal donor) {
            return donor;
        }
        throw DomainProblem.of(ProblemType.NOT_SIGNED_IN, "This call is for donors.");
    }

    private LiveSession live() {
        if (live == null) {
            live =
                    sessions.live(principal().session(), clock.instant())
                            .filter(it -> isOf(it.account()))
                            .orElseThrow(
                                    () ->
                                            DomainProblem.of(
                                                    ProblemType.NOT_SIGNED_IN,
                                                    "The session has ended; sign in again."));
        }
        return live;
    }

    private boolean isOf(AccountId account) {
        return account.value().toString().equals(principal().getSubject());
    }

    /** The person's account. */
    public AccountId account() {
        return live().account();
    }

    /**
     * The donors' rows that are this person; gifts, recurring gifts and consents of these are this
     * person's, and of no others.
     */
    public Set<DonorId> donors() {
        return live().donors();
    }

    /** The language the person reads: {@code de}, {@code en}, {@code nl} or {@code fr}. */
    public String language() {
        return live().language();
    }

    /** The session this request belongs to. */
    public UUID session() {
        live();
        return principal().session();
    }

    /**
     * Refuses unless the person showed to control the mailbox a short while ago (AU-5), as the
     * setting {@code almoner.access.donor.fresh} says it: a stolen device must not be able to take
     * an account over. The answer is 401 as RFC 9470 has it, and the portal asks for a new sign-in.
     */
    public void requireFresh() {
        live();
        if (principal().signedInAt().plus(config.fresh()).isBefore(clock.instant())) {
            throw DomainProblem.of(
                            ProblemType.SIGN_IN_AGAIN,
                            "This needs a sign-in within the last "
                                    + config.fresh().toMinutes()
                                    + " minutes.")
                    .with("maxAge", config.fresh().toSeconds());
        }
    }
}
