package org.almoner.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.almoner.mode.RunMode;

/**
 * The one issuer whose tokens count for staff: the configured identity provider, or while playing
 * without one the service itself, or nobody.
 */
@Startup
@Singleton
class StaffIssuer {

    private final boolean local;
    private final Optional<VerifyAccessToken<StaffPrincipal>> verification;

    StaffIssuer(
            StaffAccessConfig config, RunMode mode, LocalSigningKey localKey, InstantSource clock) {
        if (config.issuer().isPresent() != config.jwks().isPresent()) {
            throw new IllegalStateException(
                    "almoner.access.staff.issuer and almoner.access.staff.jwks belong together");
        }
        this.local = mode.isSandbox() && config.issuer().isEmpty();
        if (local) {
            TokenRules rules = localRules(config);
            verification = Optional.of(verification(rules, localKey::publicKeys, clock));
        } else {
            verification =
                    config.issuer()
                            .map(issuer -> TokenRules.from(config, issuer))
                            .map(
                                    rules ->
                                            verification(
                                                    rules,
                                                    PublishedKeys.at(config.jwks().orElseThrow()),
                                                    clock));
        }
    }

    private static TokenRules localRules(StaffAccessConfig config) {
        TokenRules asConfigured = TokenRules.from(config, IssueSandboxToken.ISSUER);
        return new TokenRules(
                asConfigured.issuer(),
                asConfigured.audience(),
                Set.of("ES256"),
                Optional.of("at+jwt"),
                IssueSandboxToken.LIFETIME,
                asConfigured.claims());
    }

    private static VerifyAccessToken<StaffPrincipal> verification(
            TokenRules rules, KeySource keys, InstantSource clock) {
        return new VerifyAccessToken<>(
                rules, new TrustedKeys(keys, clock), new ReadStaffClaims(rules, clock));
    }

    /** Whether the service itself stands in for the identity provider. */
    boolean isLocal() {
        return local;
    }

    /** The person behind the token, if it is believed. */
    StaffPrincipal verify(String token) throws TokenRefused {
        if (verification.isEmpty()) {
            throw new TokenRefused("no-issuer");
        }
        return verification.get().verify(token);
    }
}
