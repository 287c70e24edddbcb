package org.almoner.access;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.almoner.id.Ids;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Does what the identity provider does after a sign-in, for whoever asks. For playing only. */
@Singleton
class IssueSandboxToken {

    static final String ISSUER = "urn:almoner:sandbox";
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final LocalSigningKey key;
    private final StaffAccessConfig config;
    private final InstantSource clock;
    private final Ids ids;

    IssueSandboxToken(LocalSigningKey key, StaffAccessConfig config, InstantSource clock, Ids ids) {
        this.key = key;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** A token for a person of that name; the same name is the same person every time. */
    String issue(String name, List<String> roles, List<String> offices) {
        long now = clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(config.audience());
        claims.setSubject(subjectOf(name));
        claims.setJwtId(ids.next().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + LIFETIME.toSeconds()));
        claims.setStringListClaim(config.rolesClaim(), roles);
        claims.setStringListClaim(config.officesClaim(), offices);
        claims.setStringClaim(config.nameClaim(), name);
        config.stepUpAcr().stream().findFirst().ifPresent(acr -> claims.setStringClaim("acr", acr));
        claims.setClaim("auth_time", now);
        return CompactToken.signed(claims, key.pair());
    }

    /** Opaque, as an identity provider's subjects are: names belong in no log and no trail. */
    private static String subjectOf(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return "sandbox-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
