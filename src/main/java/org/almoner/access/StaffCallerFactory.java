package org.almoner.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jboss.logging.Logger;

/**
 * Replaces the framework's verification of bearer tokens with ours: by default it takes a wrong
 * audience, a wrong type and an expiry ten years ahead.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class StaffCallerFactory extends JWTCallerPrincipalFactory {

    private static final Logger LOG = Logger.getLogger(StaffCallerFactory.class);

    private final StaffIssuer issuer;
    private final MeterRegistry meters;

    StaffCallerFactory(StaffIssuer issuer, MeterRegistry meters) {
        this.issuer = issuer;
        this.meters = meters;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored)
            throws ParseException {
        try {
            return issuer.verify(token);
        } catch (TokenRefused refused) {
            meters.counter("almoner.access.refusals", "reason", refused.getMessage()).increment();
            LOG.infof("An access token was refused: %s", refused.getMessage());
            throw new ParseException("The access token is not valid");
        }
    }
}
