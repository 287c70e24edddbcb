package org.almoner.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings as an operator would write them; the rest as shipped. */
record AccessSettings(
        Optional<String> issuer,
        Optional<String> jwks,
        Set<String> algorithms,
        String tokenType,
        String rolesClaim)
        implements StaffAccessConfig {

    static AccessSettings shipped() {
        return new AccessSettings(
                Optional.empty(), Optional.empty(), Set.of("ES256"), "at+jwt", "roles");
    }

    static AccessSettings provider(String issuer, String jwks) {
        return new AccessSettings(
                Optional.of(issuer), Optional.of(jwks), Set.of("ES256"), "at+jwt", "roles");
    }

    AccessSettings taking(String type, String rolesAt, String... algorithmNames) {
        return new AccessSettings(issuer, jwks, Set.of(algorithmNames), type, rolesAt);
    }

    @Override
    public String audience() {
        return TokenForge.AUDIENCE;
    }

    @Override
    public Duration longestLifetime() {
        return Duration.ofMinutes(15);
    }

    @Override
    public String officesClaim() {
        return "offices";
    }

    @Override
    public String nameClaim() {
        return "name";
    }

    @Override
    public Set<String> stepUpAcr() {
        return Set.of("aal2");
    }

    @Override
    public Duration stepUpAge() {
        return Duration.ofMinutes(10);
    }
}
