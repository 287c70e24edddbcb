package org.almoner.signup;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes a mailbox out again, by the secret of the mail that once asked for its confirmation: as
 * easily as it came in, without signing in, however old the mail is (GDPR Art. 7(3)).
 */
@Singleton
public class WithdrawSignUp {

    private final SignUpTable table;
    private final PersonBehind person;
    private final InstantSource clock;

    WithdrawSignUp(SignUpTable table, PersonBehind person, InstantSource clock) {
        this.table = table;
        this.person = person;
        this.clock = clock;
    }

    /**
     * Withdraws every sign-up of that mailbox for that office, confirmed or not, in the caller's
     * transaction; a second time changes nothing. Where a donor is behind it, the no becomes a link
     * of the donor's chain.
     *
     * @return whether the secret is of a sign-up at all
     */
    @Transactional(TxType.MANDATORY)
    public boolean with(String secret, Origin click) {
        Optional<SignUp> found = table.locked(SignUpSecrets.hash(secret));
        found.filter(it -> it.state() != SignUp.State.WITHDRAWN)
                .ifPresent(it -> withdraw(it, click, clock.instant()));
        return found.isPresent();
    }

    private void withdraw(SignUp signUp, Origin click, Instant now) {
        table.withdraw(signUp, click, now);
        person.tell(signUp, false, click, signUp.audience(now));
    }
}
