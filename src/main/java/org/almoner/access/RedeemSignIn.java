package org.almoner.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.account.PersonAtAddress;
import org.almoner.id.Ids;
import org.jboss.logging.Logger;

/**
 * Turns a link or a code into a session, once (AU-1, AU-3). The row of the request is locked first,
 * so of many at the same moment one gets in. Wrong codes are counted even though the answer is a
 * refusal, hence results instead of exceptions.
 */
@ApplicationScoped
class RedeemSignIn {

    /** How long one may think about who one is. */
    private static final Duration CHOICE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(RedeemSignIn.class);

    private final SignInTable table;
    private final SignInSecrets secrets;
    private final Accounts accounts;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Ids ids;

    RedeemSignIn(
            SignInTable table,
            SignInSecrets secrets,
            Accounts accounts,
            Sessions sessions,
            InstantSource clock,
            Ids ids) {
        this.table = table;
        this.secrets = secrets;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
        this.ids = ids;
    }

    /** What came of it. */
    sealed interface Result {

        /** Signed in. */
        record In(Granted granted) implements Result {}

        /** Several people share the address; one of them is to be chosen. */
        record Choose(String choice, List<PersonAtAddress> people) implements Result {

            public Choose {
                people = List.copyOf(people);
            }

            @Override
            public String toString() {
                return "Choose";
            }
        }

        /** The link is good, but this is not the browser that asked; it stays good. */
        record OtherBrowser() implements Result {}

        /** Unknown, used, too late, locked, or of somebody who is not there any more. */
        record Refused() implements Result {}
    }

    @Transactional
    Result byLink(String token, Browser browser) {
        Instant now = clock.instant();
        SignInRequest request = table.lockedByLink(Hashes.of(token)).orElse(null);
        if (request == null || !request.isOpenAt(now)) {
            return new Result.Refused();
        }
        if (!request.browserHash().equals(browser.hash())) {
            LOG.infof("The link of sign-in %s was opened in another browser", request.id());
            return new Result.OtherBrowser();
        }
        return redeem(request, browser, now);
    }

    @Transactional
    Result byCode(String code, Browser browser) {
        Instant now = clock.instant();
        SignInRequest request = table.lockedByBrowser(browser.hash()).orElse(null);
        if (request == null || !request.isOpenAt(now)) {
            return new Result.Refused();
        }
        if (!secrets.isCode(request.id(), code)) {
            table.countWrongCode(request.id());
            LOG.infof("A wrong code was typed for sign-in %s", request.id());
            return new Result.Refused();
        }
        return redeem(request, browser, now);
    }

    private Result redeem(SignInRequest request, Browser browser, Instant now) {
        List<PersonAtAddress> people = accounts.peopleAt(request.email());
        if (people.isEmpty()) {
            return new Result.Refused();
        }
        if (people.size() == 1) {
            return enter(request, people.get(0).id(), browser, now);
        }
        String choice = ids.secret();
        table.choosing(request.id(), Hashes.of(choice));
        return new Result.Choose(choice, people);
    }

    /** Signs in as one of the people that share the address. */
    @Transactional
    Result choose(String choice, UUID person, Browser browser) {
        Instant now = clock.instant();
        SignInRequest request = table.lockedByChoice(Hashes.of(choice)).orElse(null);
        if (request == null
                || !request.browserHash().equals(browser.hash())
                || !now.isBefore(request.expiresAt().plus(CHOICE))) {
            return new Result.Refused();
        }
        return enter(request, person, browser, now);
    }

    private Result enter(SignInRequest request, UUID person, Browser browser, Instant now) {
        Optional<AccountId> account = accounts.open(request.email(), person, now);
        if (account.isEmpty()) {
            return new Result.Refused();
        }
        table.done(request.id());
        LOG.infof("Sign-in %s opened account %s", request.id(), account.get());
        return new Result.In(sessions.begin(account.get(), browser));
    }
}
