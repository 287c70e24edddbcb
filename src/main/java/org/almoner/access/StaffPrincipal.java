package org.almoner.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.ReservedClaimNames;

/** A member of staff whose token was believed. Only what was checked is kept of the token. */
final class StaffPrincipal extends DefaultJWTCallerPrincipal {

    private static final String ACR = "acr";
    private static final String SIGNED_IN_AT = "auth_time";

    private final String displayName;
    private final Set<String> offices;

    StaffPrincipal(String token, JwtClaims checked, String displayName, Set<String> offices) {
        super(token, "at+jwt", checked);
        this.displayName = displayName;
        this.offices = Set.copyOf(offices);
    }

    static JwtClaims checkedClaims(JwtClaims from, Set<String> roles) {
        JwtClaims checked = new JwtClaims();
        for (String name :
                List.of(
                        ReservedClaimNames.ISSUER,
                        ReservedClaimNames.SUBJECT,
                        ReservedClaimNames.EXPIRATION_TIME,
                        ReservedClaimNames.ISSUED_AT,
                        ReservedClaimNames.JWT_ID)) {
            checked.setClaim(name, from.getClaimValue(name));
        }
        if (from.getClaimValue(ACR) instanceof String acr) {
            checked.setStringClaim(ACR, acr);
        }
        if (from.getClaimValue(SIGNED_IN_AT) instanceof Number at) {
            checked.setClaim(SIGNED_IN_AT, at.longValue());
        }
        checked.setStringListClaim("groups", List.copyOf(roles));
        return checked;
    }

    String displayName() {
        return displayName;
    }

    Set<String> offices() {
        return offices;
    }

    /** How strongly the person showed who it is; {@code null} when the token does not say. */
    String strength() {
        return getClaim(ACR);
    }

    /** When the person did, in seconds since 1970; {@code null} when the token does not say. */
    Long signedInAt() {
        return getClaim(SIGNED_IN_AT);
    }

    @Override
    public String toString() {
        return "StaffPrincipal[" + getSubject() + "]";
    }
}
