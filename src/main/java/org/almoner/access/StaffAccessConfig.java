package org.almoner.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whose tokens open {@code /v1/staff}, and how they are read. */
@ConfigMapping(prefix = "almoner.access.staff")
interface StaffAccessConfig {

    /** The identity provider's {@code iss}, compared character by character. */
    Optional<String> issuer();

    /**
     * Its public keys (RFC 7517): a file, or an address beginning with {@code https:}. Plain {@code
     * http:} is taken on the loopback interface only.
     */
    Optional<String> jwks();

    /** What must stand in {@code aud}. */
    @WithDefault("almoner")
    String audience();

    /** Signature algorithms taken: of ES256, EdDSA, RS256, PS256. */
    @WithDefault("ES256")
    Set<String> algorithms();

    /**
     * What {@code typ} in the header must be (RFC 9068); {@code any} for providers that cannot set
     * it, which then must not use the same audience for their other tokens.
     */
    @WithDefault("at+jwt")
    String tokenType();

    /** The longest time from {@code iat} to {@code exp} that is taken. */
    @WithDefault("PT15M")
    Duration longestLifetime();

    /** The claim with the list of roles; a path into nested claims is written with slashes. */
    @WithDefault("roles")
    String rolesClaim();

    /** The claim with the list of office codes; {@code *} in it means all offices. */
    @WithDefault("offices")
    String officesClaim();

    /** The claim with the name shown to the person, never stored. */
    @WithDefault("name")
    String nameClaim();

    /**
     * What {@code acr} must be for acts that move money or keys: the identity provider's word for a
     * second factor (AU-12).
     */
    @WithDefault("aal2")
    Set<String> stepUpAcr();

    /** How old {@code auth_time} may be for such acts. */
    @WithDefault("PT10M")
    Duration stepUpAge();
}
