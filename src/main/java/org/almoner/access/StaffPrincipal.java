package org.almoner.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.ReservedClaimNames;

/** A member of staff whose token was believed. Only what was checked is kept of the token. */
final class StaffPrincipal extends DefaultJWTCallerPrincipal {

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
        checked.setStringListClaim("groups", List.copyOf(roles));
        return checked;
    }

    String displayName() {
        return displayName;
    }

    Set<String> offices() {
        return offices;
    }

    @Override
    public String toString() {
        return "StaffPrincipal[" + getSubject() + "]";
    }
}
