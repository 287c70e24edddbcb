package org.almoner.access;

import io.quarkus.arc.Arc;
import java.time.InstantSource;
import java.util.List;

/** Somebody of the staff who signed in with one factor only. */
public final class WithoutSecondFactor {

    private WithoutSecondFactor() {}

    /** An access token with the role in all offices. */
    public static String token(String role) {
        long now = bean(InstantSource.class).instant().getEpochSecond();
        return new TokenForge(bean(LocalSigningKey.class).pair(), IssueSandboxToken.ISSUER, now)
                .withClaims(
                        claims -> {
                            claims.setStringListClaim("roles", List.of(role));
                            claims.setStringListClaim("offices", List.of("*"));
                        });
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
