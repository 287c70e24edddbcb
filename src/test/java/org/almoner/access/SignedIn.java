package org.almoner.access;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

    /** An access token like another one, of somebody who signed in so long ago. */
    public static String longAgo(String token, Duration ago) {
        String[] parts = token.split("\\.");
        JsonPath claims =
                new JsonPath(
                        new String(
                                Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        Instant now = bean(InstantSource.class).instant();
        return bean(IssueDonorToken.class)
                .issue(
                        new AccountId(UUID.fromString(claims.getString("sub"))),
                        UUID.fromString(claims.getString(ReadDonorClaims.SESSION)),
                        now.minus(ago),
                        now);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
