package org.almoner.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a token must be to be believed (RFC 8725, RFC 9068).
 *
 * @param issuer the one issuer
 * @param audience what {@code aud} must contain
 * @param algorithms the signature algorithms taken
 * @param type the {@code typ} of the header; empty when any is taken
 * @param longestLifetime the longest time from {@code iat} to {@code exp}
 * @param claims where roles, offices and name stand
 */
record TokenRules(
        String issuer,
        String audience,
        Set<String> algorithms,
        Optional<String> type,
        Duration longestLifetime,
        ClaimNames claims) {

    /** How far the clocks of issuer and service may differ. */
    static final Duration SKEW = Duration.ofSeconds(10);

    private static final Set<String> ASYMMETRIC = Set.of("ES256", "EdDSA", "RS256", "PS256");

    TokenRules {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException(
                    "The issuer and the audience of staff must be named");
        }
        if (algorithms.isEmpty() || !ASYMMETRIC.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "almoner.access.staff.algorithms may be ES256, EdDSA, RS256 and PS256 only");
        }
        algorithms = Set.copyOf(algorithms);
    }

    static TokenRules from(StaffAccessConfig config, String issuer) {
        return new TokenRules(
                issuer,
                config.audience(),
                config.algorithms(),
                Optional.of(config.tokenType()).filter(type -> !type.equals("any")),
                config.longestLifetime(),
                new ClaimNames(config.rolesClaim(), config.officesClaim(), config.nameClaim()));
    }

    /** The names of the claims that an identity provider may call differently. */
    record ClaimNames(String roles, String offices, String name) {}
}
