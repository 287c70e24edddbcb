package org.almoner.access;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Checks and reads what a genuine token says: by whom, for whom, until when, and who may what. */
final class ReadStaffClaims implements ReadClaims<StaffPrincipal> {

    private final TokenRules rules;
    private final CheckClaims check;

    ReadStaffClaims(TokenRules rules, InstantSource clock) {
        this.rules = rules;
        this.check = new CheckClaims(rules, clock);
    }

    @Override
    public StaffPrincipal read(String token, JwtClaims claims) throws TokenRefused {
        check.check(claims);
        Set<String> roles = new LinkedHashSet<>(texts(claims, rules.claims().roles()));
        roles.retainAll(Roles.ALL);
        Set<String> offices = new LinkedHashSet<>(texts(claims, rules.claims().offices()));
        String name = valueAt(claims, rules.claims().name()) instanceof String text ? text : "";
        return new StaffPrincipal(
                token,
                StaffPrincipal.checkedClaims(claims, roles),
                name.length() <= CheckClaims.LONGEST_ID ? name : "",
                offices);
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
