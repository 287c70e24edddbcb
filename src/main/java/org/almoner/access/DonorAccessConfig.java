package org.almoner.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How donors sign in, and for how long. */
@ConfigMapping(prefix = "almoner.access.donor")
interface DonorAccessConfig {

    /** {@code iss} of donors' tokens; an address of the service is usual, any name will do. */
    @WithDefault("urn:almoner")
    String issuer();

    /** {@code aud} of donors' tokens. */
    @WithDefault("almoner-portal")
    String audience();

    /** For how long an access token serves; at most ten minutes (AU-6). */
    @WithDefault("PT10M")
    Duration accessToken();

    /** For how long a link and a code serve; at most ten minutes (AU-1). */
    @WithDefault("PT10M")
    Duration link();

    /** How many sign-ins one network may ask for in ten minutes. */
    @WithDefault("10")
    int requestsPerNetwork();

    /** A session nobody uses ends after this time. */
    @WithDefault("P30D")
    Duration idle();

    /** A session ends after this time, used or not. */
    @WithDefault("P180D")
    Duration longest();

    /** How recent a sign-in must be for what needs a fresh one, such as a new address. */
    @WithDefault("PT10M")
    Duration fresh();

    /** A key signs for this long; then the next one does. */
    @WithDefault("P30D")
    Duration rotateKeysAfter();

    /** How often every node looks whether keys are to be changed. */
    @WithDefault("1h")
    String keysEvery();

    /** How often every node forgets requests, sessions and uses that have ended. */
    @WithDefault("1h")
    String forgetEvery();
}
