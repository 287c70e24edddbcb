package org.almoner.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The public keys by which anybody can check donors' tokens (RFC 7517). */
@Path("/.well-known/jwks.json")
class KeysResource {

    /** Asking often costs no query. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final InstantSource clock;
    private volatile Known known;

    KeysResource(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Known(String set, Instant readAt) {}

    /** Keys that sign, will sign, or have signed what may still be valid. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        return Response.ok(current()).header("Cache-Control", "public, max-age=60").build();
    }

    private String current() {
        Instant now = clock.instant();
        Known last = known;
        if (last == null
                || last.readAt().isAfter(now)
                || !last.readAt().plus(REMEMBERED).isAfter(now)) {
            last = new Known(keys.published(), now);
            known = last;
        }
        return last.set();
    }
}
