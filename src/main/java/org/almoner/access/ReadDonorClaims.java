package org.almoner.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Checks and reads what a genuine token of a donor says (RFC 9068, and our session). */
final class ReadDonorClaims implements ReadClaims<DonorPrincipal> {

    static final String SESSION = "sid";
    static final String SIGNED_IN_AT = "auth_time";
    static final String GROUPS = "groups";

    private final CheckClaims check;
    private final InstantSource clock;

    ReadDonorClaims(TokenRules rules, InstantSource clock) {
        this.check = new CheckClaims(rules, clock);
        this.clock = clock;
    }

    @Override
    public DonorPrincipal read(String token, JwtClaims claims) throws TokenRefused {
        check.check(claims);
        try {
            if (!List.of(Roles.DONOR).equals(claims.getStringListClaimValue(GROUPS))
                    || claims.getAudience().size() != 1) {
                throw new TokenRefused("groups");
            }
            NumericDate signedIn = claims.getNumericDateClaimValue(SIGNED_IN_AT);
            if (signedIn == null
                    || signedIn.getValue()
                            > clock.instant().getEpochSecond() + TokenRules.SKEW.toSeconds()) {
                throw new TokenRefused("auth-time");
            }
            UUID.fromString(claims.getSubject());
            return new DonorPrincipal(
                    token,
                    claims,
                    UUID.fromString(claims.getStringClaimValue(SESSION)),
                    Instant.ofEpochSecond(signedIn.getValue()));
        } catch (MalformedClaimException | IllegalArgumentException | NullPointerException wrong) {
            throw new TokenRefused("claim-type");
        }
    }
}
