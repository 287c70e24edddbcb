package org.almoner.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** A donor whose token was believed; whether the session still lives is asked besides. */
final class DonorPrincipal extends DefaultJWTCallerPrincipal {

    private final UUID session;
    private final Instant signedInAt;

    DonorPrincipal(String token, JwtClaims checked, UUID session, Instant signedInAt) {
        super(token, "at+jwt", checked);
        this.session = session;
        this.signedInAt = signedInAt;
    }

    UUID session() {
        return session;
    }

    /** When the person last showed to control the mailbox, not when the token was made. */
    Instant signedInAt() {
        return signedInAt;
    }

    @Override
    public String toString() {
        return "DonorPrincipal[" + getSubject() + "]";
    }
}
