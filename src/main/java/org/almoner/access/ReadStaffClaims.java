package org.almoner.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Checks and reads what a genuine token says: by whom, for whom, until when, and who may what. */
final class ReadStaffClaims {

    private static final int LONGEST_ID = 255;

    private final TokenRules rules;
    private final InstantSource clock;

    ReadStaffClaims(TokenRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    StaffPrincipal read(String token, JwtClaims claims) throws TokenRefused {
        try {
            checkParties(claims);
            checkTimes(claims, clock.instant());
        } catch (MalformedClaimException wrongType) {
            throw new TokenRefused("claim-type");
        }
        Set<String> roles = new LinkedHashSet<>(texts(claims, rules.claims().roles()));
        roles.retainAll(Roles.ALL);
        Set<String> offices = new LinkedHashSet<>(texts(claims, rules.claims().offices()));
        String name = valueAt(claims, rules.claims().name()) instanceof String text ? text : "";
        return new StaffPrincipal(
                token,
                StaffPrincipal.checkedClaims(claims, roles),
                name.length() <= LONGEST_ID ? name : "",
                offices);
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

    /** A list of texts or nothing at all; a single text that looks like a list is no list. */
    private static List<String> texts(JwtClaims claims, String path) throws TokenRefused {
        Object value = valueAt(claims, path);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)
                && list.size() <= 200) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new TokenRefused("claim-type");
    }

    private static Object valueAt(JwtClaims claims, String path) {
        if (claims.hasClaim(path)) {
            return claims.getClaimValue(path);
        }
        Object value = claims.getClaimsMap();
        for (String step : path.split("/")) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }
}
