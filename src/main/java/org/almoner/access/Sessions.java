package org.almoner.access;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.account.AccountId;
import org.almoner.id.Ids;
import org.almoner.outbox.Outbox;
import org.almoner.strongbox.Strongbox;
import org.jboss.logging.Logger;

/**
 * Donors' sessions: begun by a sign-in, carried on by refresh tokens that serve once each, ended by
 * time, by the donor, or by what looks like theft.
 *
 * <p>A refresh token's successor is computed from it with a key that is no part of the data. So a
 * browser that lost the answer gets the very same successor again, and nothing readable is stored.
 */
@Singleton
public class Sessions {

    /** A lost answer is given again for this long, to the same browser only. */
    static final Duration LOST_ANSWER = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Sessions.class);

    private final SessionTable table;
    private final IssueDonorToken tokens;
    private final DonorAccessConfig config;
    private final Strongbox strongbox;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Ids ids;

    Sessions(
            SessionTable table,
            IssueDonorToken tokens,
            DonorAccessConfig config,
            Strongbox strongbox,
            Outbox outbox,
            InstantSource clock,
            Ids ids) {
        this.table = table;
        this.tokens = tokens;
        this.config = config;
        this.strongbox = strongbox;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** Begins a session for somebody who has just shown to control a mailbox. */
    @Transactional
    Granted begin(AccountId account, Browser browser) {
        Instant now = clock.instant();
        UUID session = ids.next();
        String refresh = ids.secret();
        table.begin(session, account, browser, now, now.plus(config.longest()));
        table.addToken(session, Hashes.of(refresh), 1, now, now.plus(config.idle()));
        return granted(account, session, now, refresh, now);
    }

    /**
     * Carries a session on. A token that was used already ends the session for everybody, because
     * either of the two users may be a thief, and tells the donor; only a browser that lost the
     * answer a moment ago gets it once more.
     *
     * @return empty when the token is unknown, too old, or used already
     */
    @Transactional
    Optional<Granted> refresh(String refresh, Browser browser) {
        Instant now = clock.instant();
        SessionTable.Held held = table.locked(Hashes.of(refresh)).orElse(null);
        if (held == null
                || held.isEnded()
                || !held.endsAt().isAfter(now)
                || !held.expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        String next = successor(refresh);
        if (held.usedAt() == null) {
            table.markUsed(Hashes.of(refresh), held.session(), now);
            Instant idle = now.plus(config.idle());
            table.addToken(
                    held.session(),
                    Hashes.of(next),
                    held.number() + 1,
                    now,
                    idle.isAfter(held.endsAt()) ? held.endsAt() : idle);
        } else if (!isLostAnswer(held, browser, now)) {
            endForReuse(held, now);
            return Optional.empty();
        }
        return Optional.of(granted(held.account(), held.session(), held.signedInAt(), next, now));
    }

    /** Ends the session, and owes its donor a word about it. */
    private void endForReuse(SessionTable.Held held, Instant now) {
        if (table.end(held.session(), held.account(), SessionEnd.TOKEN_REUSED, now)) {
            outbox.owe(ReuseMailHandler.KIND, held.session(), 1);
            LOG.warnf("A refresh token was used twice; session %s was ended", held.session());
        }
    }

    private static boolean isLostAnswer(SessionTable.Held held, Browser browser, Instant now) {
        return held.browserHash().equals(browser.hash())
                && !held.usedAt().plus(LOST_ANSWER).isBefore(now);
    }

    private String successor(String refresh) {
        return strongbox.fingerprint("refresh-token|" + refresh);
    }

    private Granted granted(
            AccountId account, UUID session, Instant signedInAt, String refresh, Instant now) {
        return new Granted(
                tokens.issue(account, session, signedInAt, now),
                config.accessToken().toSeconds(),
                refresh,
                config.idle());
    }

    /** Ends the session a refresh token belongs to; nothing happens when there is none. */
    @Transactional
    void signOut(String refresh) {
        table.locked(Hashes.of(refresh))
                .ifPresent(
                        held ->
                                table.end(
                                        held.session(),
                                        held.account(),
                                        SessionEnd.SIGNED_OUT,
                                        clock.instant()));
    }

    /** Where a donor is signed in, the browser used last first; a hundred at most. */
    public List<SessionView> of(AccountId account, UUID current) {
        return table.list(account, current, clock.instant());
    }

    /** Ends one session of a donor; whether it was there. */
    @Transactional
    public boolean end(UUID session, AccountId account) {
        return table.end(session, account, SessionEnd.ENDED_BY_DONOR, clock.instant());
    }

    /**
     * Ends all sessions of an account, in the caller's transaction or one of its own.
     *
     * @param but the one that goes on; {@code null} for none
     * @return how many ended
     */
    @Transactional
    public int endAll(AccountId account, UUID but, SessionEnd why) {
        return table.endAll(account, but, why, clock.instant());
    }
}
