package org.almoner.access;

import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** What every genuine token must say, whoever it is for: by whom, for whom, from when to when. */
final class CheckClaims {

    static final int LONGEST_ID = 255;

    private final TokenRules rules;
    private final InstantSource clock;

    CheckClaims(TokenRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    void check(JwtClaims claims) throws TokenRefused {
        try {
            checkParties(claims);
            checkTimes(claims, clock.instant());
        } catch (MalformedClaimException wrongType) {
            throw new TokenRefused("claim-type");
        }
    }

    private void checkParties(JwtClaims claims) throws MalformedClaimException, TokenRefused {
        if (!rules.issuer().equals(claims.getIssuer())) {
            throw new TokenRefused("issuer");
        }
        if (!claims.hasAudience() || !claims.getAudience().contains(rules.audience())) {
            throw new TokenRefused("audience");
        }
        if (!isId(claims.getSubject())) {
            throw new TokenRefused("subject");
        }
        if (!isId(claims.getJwtId())) {
            throw new TokenRefused("token-id");
        }
    }

    private static boolean isId(String value) {
        return value != null
                && !value.isBlank()
                && value.length() <= LONGEST_ID
                && value.chars().noneMatch(Character::isISOControl);
    }

    private void checkTimes(JwtClaims claims, Instant now)
            throws MalformedClaimException, TokenRefused {
        NumericDate expires = claims.getExpirationTime();
        NumericDate issued = claims.getIssuedAt();
        if (expires == null || issued == null) {
            throw new TokenRefused("times-missing");
        }
        long skew = TokenRules.SKEW.toSeconds();
        long nowSeconds = now.getEpochSecond();
        if (expires.getValue() <= nowSeconds - skew) {
            throw new TokenRefused("expired");
        }
        if (issued.getValue() > nowSeconds + skew) {
            throw new TokenRefused("issued-in-future");
        }
        NumericDate notBefore = claims.getNotBefore();
        if (notBefore != null && notBefore.getValue() > nowSeconds + skew) {
            throw new TokenRefused("not-yet-valid");
        }
        // Both ends stand near the present by now unless the end is far away, so nothing overflows.
        if (expires.getValue() > nowSeconds + skew + rules.longestLifetime().toSeconds()
                || issued.getValue() >= expires.getValue()
                || issued.getValue() + rules.longestLifetime().toSeconds() < expires.getValue()) {
            throw new TokenRefused("lifetime");
        }
    }
}
