package org.almoner.access;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.almoner.account.AccountId;
import org.almoner.id.Ids;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * Makes access tokens of donors (RFC 9068): opaque ids and times, nothing about the person. The
 * session's id is in it, so that an ended session ends its tokens.
 */
@Singleton
class IssueDonorToken {

    private final SigningKeys keys;
    private final DonorAccessConfig config;
    private final Ids ids;

    IssueDonorToken(SigningKeys keys, DonorAccessConfig config, Ids ids) {
        this.keys = keys;
        this.config = config;
        this.ids = ids;
    }

    /**
     * @param signedInAt when the person last showed to control the mailbox
     */
    String issue(AccountId account, UUID session, Instant signedInAt, Instant now) {
        long from = now.getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(config.audience());
        claims.setSubject(account.value().toString());
        claims.setJwtId(ids.next().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(from));
        claims.setExpirationTime(NumericDate.fromSeconds(from + config.accessToken().toSeconds()));
        claims.setClaim(ReadDonorClaims.SIGNED_IN_AT, signedInAt.getEpochSecond());
        claims.setStringListClaim("amr", "otp");
        claims.setStringListClaim(ReadDonorClaims.GROUPS, Roles.DONOR);
        claims.setStringClaim(ReadDonorClaims.SESSION, session.toString());
        claims.setStringClaim("client_id", "portal");
        return CompactToken.signed(claims, keys.active());
    }
}
