package org.almoner.access;

import io.quarkus.arc.Arc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.almoner.account.AccountId;

/** A donor whose session lives, and who showed to control the mailbox an hour ago. */
public final class SignedInLongAgo {

    private SignedInLongAgo() {}

    /** An access token of such a session. */
    public static String token(AccountId account) {
        Instant now = bean(InstantSource.class).instant();
        Instant before = now.minus(Duration.ofHours(1));
        UUID session = UUID.randomUUID();
        bean(SessionTable.class)
                .begin(
                        session,
                        account,
                        Browser.of("a test", "Firefox Linux"),
                        before,
                        now.plus(Duration.ofDays(1)));
        return bean(IssueDonorToken.class).issue(account, session, before, now);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
