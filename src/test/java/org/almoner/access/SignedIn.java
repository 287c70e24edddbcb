package org.almoner.access;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.InstantSource;
import java.util.List;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.account.PersonAtAddress;
import org.almoner.donor.EmailAddress;

/** Signs donors in for tests of other parts, past the mail with the link. */
public final class SignedIn {

    private SignedIn() {}

    /** The access token of the only person at an address, whose account is made if need be. */
    public static String at(String address) {
        return token(account(address));
    }

    /** The account of the only person at an address, made if need be. */
    public static AccountId account(String address) {
        EmailAddress email = EmailAddress.parse(address).orElseThrow();
        Accounts accounts = bean(Accounts.class);
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            List<PersonAtAddress> people = accounts.peopleAt(email);
                            if (people.size() != 1) {
                                throw new IllegalStateException(people.size() + " people there");
                            }
                            return accounts.open(
                                            email,
                                            people.get(0).id(),
                                            bean(InstantSource.class).instant())
                                    .orElseThrow();
                        });
    }

    /** An access token of a fresh session. */
    public static String token(AccountId account) {
        return bean(Sessions.class)
                .begin(account, Browser.of("a test", "Firefox Linux"))
                .accessToken();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
