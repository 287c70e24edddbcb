package org.almoner.access;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** The service itself, as issuer of donors' tokens. */
@Singleton
class DonorIssuer {

    private final String name;
    private final TrustedKeys trusted;
    private final VerifyAccessToken<DonorPrincipal> verification;

    DonorIssuer(
            DonorAccessConfig config,
            StaffAccessConfig staff,
            SigningKeys keys,
            InstantSource clock) {
        this.name = config.issuer();
        if (name.equals(staff.issuer().orElse(IssueSandboxToken.ISSUER))) {
            throw new IllegalStateException(
                    "almoner.access.donor.issuer and almoner.access.staff.issuer must differ");
        }
        TokenRules rules =
                new TokenRules(
                        name,
                        config.audience(),
                        Set.of("ES256"),
                        Optional.of("at+jwt"),
                        config.accessToken(),
                        new TokenRules.ClaimNames(ReadDonorClaims.GROUPS, "", ""));
        this.trusted = new TrustedKeys(keys::published, clock);
        this.verification =
                new VerifyAccessToken<>(rules, trusted, new ReadDonorClaims(rules, clock));
    }

    /** The node that changes the keys need not wait until it notices. */
    void keysChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) SigningKeys.Changed changed) {
        trusted.forget();
    }

    /** Whether a token says it is of this issuer. Nothing of it is believed by that. */
    boolean isNamedIn(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length != 3) {
            return false;
        }
        try {
            String payload =
                    new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return name.equals(JsonUtil.parseJson(payload).get("iss"));
        } catch (IllegalArgumentException | JoseException unreadable) {
            return false;
        }
    }

    DonorPrincipal verify(String token) throws TokenRefused {
        return verification.verify(token);
    }
}
